import { html } from 'hono/html';
import { paragraph, part } from '../about/parts.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import type { SheetLine, SheetPart } from './sheet.ts';

/** Parts of a factsheet. Without colour or place a reader still hears which origin goes with which fact. */
export function sheetParts(parts: readonly SheetPart[], nothing: string): Html[] {
  return parts.map(({ title, things }) => part(title, ...(things.every(({ lines }) => lines.length === 0) ? [paragraph(nothing)] : things.map(thing))));
}

function thing({ title, isTitleDutch = false, lines }: SheetPart['things'][number]): Html {
  return html`${title === undefined ? '' : html`<h3 class="utrecht-heading-4"${dutch(isTitleDutch)}>${title}</h3>`}${sheetLines(lines)}`;
}

export function sheetLines(lines: readonly SheetLine[]): Html {
  return lines.length === 0 ? html`` : html`<dl class="balie-facts">${lines.map(row)}</dl>`;
}

/** For voices that read it. */
const dutch = (isDutch: boolean) => (isDutch ? html` lang="nl"` : '');

function row({ label, value, origin, isDutch = false, isLabelDutch = false }: SheetLine): Html {
  return html`<div><dt${dutch(isLabelDutch)}>${label}</dt><dd><span class="balie-lines"${dutch(isDutch)}>${shown(value)}</span>${origin === undefined ? '' : html`<p class="balie-hint">${origin}</p>`}</dd></div>`;
}

function shown(value: SheetLine['value']): Html | string {
  if (typeof value === 'string') return /^https:\/\/\S+$/.test(value) ? link(value, value) : value;
  return html`${value.map(({ title, link: address }, index) => html`${index === 0 ? '' : html`<br>`}${address === undefined ? title : link(address, title)}`)}`;
}
