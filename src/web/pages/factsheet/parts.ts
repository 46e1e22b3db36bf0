import { html } from 'hono/html';
import { paragraph, part } from '../about/parts.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import type { SheetLine, SheetPart } from './sheet.ts';

interface PartWords {
  readonly noneHere: string;
  /** Before an origin that all that follows has. */
  readonly allBelow: string;
}

/** Parts of a factsheet. Without colour or place a reader still hears which origin goes with which fact; one that many have is told once. */
export function sheetParts(parts: readonly SheetPart[], words: PartWords): Html[] {
  return parts.map(({ title, things }) => {
    const lines = things.flatMap((one) => one.lines);
    if (lines.length === 0) return part(title, paragraph(words.noneHere));
    const shared = sharedOrigin(lines);
    return part(title, ...(shared === undefined ? [] : [originOnce(shared, words)]), ...things.map((one) => thing(shared === undefined ? one : { ...one, lines: withoutOrigin(one.lines) }, words)));
  });
}

function thing({ title, isTitleDutch = false, lines }: SheetPart['things'][number], words: PartWords): Html {
  const shared = sharedOrigin(lines);
  return html`${title === undefined ? '' : html`<h3 class="utrecht-heading-4"${dutch(isTitleDutch)}>${title}</h3>`}${shared === undefined ? sheetLines(lines) : html`${originOnce(shared, words)}${sheetLines(withoutOrigin(lines))}`}`;
}

/** The one origin of several facts; undefined where they have others, or where one has none. */
function sharedOrigin(lines: readonly SheetLine[]): string | undefined {
  const origins = new Set(lines.map(({ origin }) => origin));
  return lines.length > 1 && origins.size === 1 ? [...origins][0] : undefined;
}

function withoutOrigin(lines: readonly SheetLine[]): readonly SheetLine[] {
  return lines.map((line) => {
    const { origin: _, ...rest } = line;
    return rest;
  });
}

function originOnce(origin: string, { allBelow }: PartWords): Html {
  return html`<p class="balie-hint">${allBelow} ${origin}</p>`;
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
