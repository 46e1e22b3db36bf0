import { parse } from 'parse5';
import { cut } from '../../../src/cut.ts';
import { markAllHidden } from '../html/hidden/hidden.ts';
import { keepHidden, maxLength } from '../html/hidden/texts.ts';
import { hiddenReason } from '../html/marks.ts';
import { findAll, isText, type Element } from '../html/tree.ts';
import type { HiddenReason, HiddenText } from '../types.ts';
import { plainInline } from './markdown-inline.ts';

interface Range {
  readonly from: number;
  readonly to: number;
  /** Absent for scripts and styles, that are no text. */
  readonly reason?: HiddenReason;
}

const wordless = new Set(['style', 'script', 'template', 'noscript']);
const inline = new Set(['span', 'font', 'b', 'i', 'em', 'strong', 'small', 'a', 'u', 's', 'sub', 'sup', 'mark', 'code', 'label']);
/** What writers use for remarks: a definition of a link to nowhere, with the remark as its title. */
const remark = /^ {0,3}\[[^\]^\n][^\]\n]{0,200}\]:[ \t]*(?:#|<>)[ \t]*(?:\((.{1,2000})\)|"(.{1,2000})"|'(.{1,2000})')[ \t]*$/gm;

/**
 * Takes out of Markdown what a reader of the page that is made of it does not see: HTML that is hidden, by itself or by a style sheet
 * among it, scripts, and remarks written as links to nowhere. What stands in code is shown, and stays.
 * @param body with `\n` as line ends.
 */
export function withoutHidden(body: string): { body: string; hidden: HiddenText[] } {
  const ranges = [...hiddenHtml(body), ...remarks(body)].toSorted((a, b) => a.from - b.from);
  const headings = ranges.length === 0 ? [] : [...body.matchAll(/^ {0,3}#{1,6}[ \t]*(\S[^\n]{0,200})$/gm)];
  const hidden: HiddenText[] = [];
  let kept = '';
  let at = 0;
  let passed = 0;
  for (const { from, to, reason } of ranges) {
    if (to <= at) continue;
    kept += body.slice(at, Math.max(at, from));
    at = to;
    while ((headings[passed]?.index ?? Infinity) < from) passed += 1;
    const place = plainInline(headings[passed - 1]?.[1] ?? '').trim();
    const text = plainInline(cut(body.slice(from, to), maxLength * 3)).replace(/\s+/g, ' ').trim();
    if (reason !== undefined) keepHidden(hidden, reason, place, text);
  }
  return { body: kept + body.slice(at), hidden };
}

function hiddenHtml(body: string): Range[] {
  if (!/<[a-z]/i.test(body) || !/\b(?:style|hidden|script|template|noscript|font|bgcolor)\b/i.test(body)) return [];
  const page = parse(withoutCode(body), { sourceCodeLocationInfo: true });
  markAllHidden(page);
  const found = findAll(page, (e) => wordless.has(e.tagName) || hiddenReason(e) !== undefined);
  return found.flatMap((element) => {
    const place = placeOf(element, body);
    if (place === undefined) return [];
    const reason = wordless.has(element.tagName) ? undefined : hiddenReason(element);
    return [{ ...place, ...(reason !== undefined && { reason }) }];
  });
}

/** Where an element stands in the text. One that is not closed reaches to the end; within a line, to the end of its paragraph. */
function placeOf(element: Element, body: string): { from: number; to: number } | undefined {
  const only = element.childNodes[0];
  const place = element.sourceCodeLocation ?? (only !== undefined && isText(only) ? only.sourceCodeLocation : undefined);
  if (place === undefined || place === null) return undefined;
  const { startOffset: from, endOffset: to } = place;
  if (!inline.has(element.tagName) || element.sourceCodeLocation == null || element.sourceCodeLocation.endTag !== undefined) return { from, to };
  const blank = body.indexOf('\n\n', from);
  return { from, to: blank < 0 ? to : Math.min(to, blank) };
}

/** The text with all code in it made blank, so that each sign keeps its place. */
function withoutCode(body: string): string {
  const lines = body.split('\n');
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const isInside = fence !== undefined;
    if (fence === undefined) fence = mark;
    else if (line.trim().startsWith(fence)) fence = undefined;
    if (isInside || mark !== undefined) lines[index] = ' '.repeat(line.length);
  }
  return lines.join('\n').replace(/(?<!`)(`{1,10})(?!`)([^`]{1,2000})\1(?!`)/g, (code) => code.replace(/[^\n]/g, ' '));
}

function remarks(body: string): Range[] {
  return [...body.matchAll(remark)].map((match) => ({ from: match.index, to: match.index + match[0].length, reason: 'marked' as const }));
}
