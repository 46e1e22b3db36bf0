import { decodeText } from './decode.ts';
import { splitFrontMatter } from './front-matter.ts';
import { withoutHidden } from './markdown-hidden.ts';
import { plainInline } from './markdown-inline.ts';
import { Outline } from '../structure/outline.ts';
import { smuggledText } from '../structure/smuggled.ts';
import { tableRows } from '../structure/table-rows.ts';
import { tidy } from '../structure/tidy.ts';
import type { Extractor } from '../types.ts';

// `##Title` without a space is not CommonMark, but public texts are full of it. `#` alone needs it: `#1` is a number.
const atxHeading = /^ {0,3}(?:(#{2,6})[ \t]*|(#)[ \t]+)(.*)$/;
// Members of articles are lettered: not a list to Markdown, but one to whoever reads it.
const listItem = /^(\s*)([-*+•]|\d{1,9}[.)]|[a-z][.)])[ \t]+(.*)$/;
const fence = /^ {0,3}(```+|~~~+)/;
const tableRule = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Markdown with optional front matter. Headings open sections; list items and table rows become lines. */
export const extractMarkdown: Extractor = async (bytes) => {
  const { text, warnings } = decodeText(bytes);
  const { metadata, body } = splitFrontMatter(text);
  // Comments first: they may span lines. Unclosed ones stay, as a browser would hide the rest of the page.
  const shown = withoutHidden(withoutComments(body.replace(/\r\n?/g, '\n')));
  const reader = new MarkdownReader(shown.body.split('\n'));
  const sections = reader.read();
  const hidden = [...shown.hidden, ...smuggledText(body)];
  return {
    ...(reader.title !== undefined && { title: reader.title }),
    mediaType: 'text/markdown',
    metadata,
    sections,
    warnings,
    ...(hidden.length > 0 && { hidden }),
  };
};

/** Step by step and not by a pattern: one that finds no end would look for it from each beginning anew. */
function withoutComments(body: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = body.indexOf('<!--', from);
    const end = start < 0 ? -1 : body.indexOf('-->', start + 4);
    if (end < 0) return kept + body.slice(from);
    kept += body.slice(from, start);
    from = end + 3;
  }
}

/** `Kosten ##` is `Kosten`. */
function withoutClosing(heading: string): string {
  const text = heading.trimEnd();
  let end = text.length;
  while (end > 0 && text[end - 1] === '#') end -= 1;
  return text.slice(0, end).trimEnd();
}

class MarkdownReader {
  title: string | undefined;
  readonly #lines: readonly string[];
  readonly #outline = new Outline();
  /** The paragraph or list item that goes on over several lines. */
  #open: { readonly item: boolean; words: string[] } | undefined;
  /** Whether the last thing added was a list item, so that the next one goes directly under it. */
  #inList = false;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  read() {
    for (let i = 0; i < this.#lines.length;) i = this.#block(i);
    this.#end();
    return this.#outline.finish();
  }

  /** Reads what starts at line `i` and gives the line after it. */
  #block(i: number): number {
    const line = this.#lines[i] ?? '';
    const opening = fence.exec(line)?.[1];
    if (opening !== undefined) return this.#code(i + 1, opening);
    const heading = atxHeading.exec(line);
    const words = withoutClosing(heading?.[3] ?? '');
    if (heading !== null && words !== '') return this.#heading(words, (heading[1] ?? heading[2] ?? '#').length, i + 1);
    const next = this.#lines[i + 1] ?? '';
    if (line.includes('|') && next.includes('-') && tableRule.test(next)) return this.#table(i);
    if (line.trim() === '') {
      this.#end();
      return i + 1;
    }
    if (this.#open === undefined && /^ {0,3}(=+|-{2,})\s*$/.test(next) && !listItem.test(line)) {
      return this.#heading(line, next.includes('=') ? 1 : 2, i + 2);
    }
    if (/^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/.test(line)) {
      this.#end();
      return i + 1;
    }
    const item = listItem.exec(line);
    if (item !== null) {
      this.#end();
      this.#open = { item: true, words: [`${item[2] ?? '-'} ${item[3] ?? ''}`] };
    } else {
      this.#open ??= { item: false, words: [] };
      this.#open.words.push(line.replace(/^ {0,3}>[ \t]?/, '').trim());
    }
    return i + 1;
  }

  #heading(raw: string, level: number, after: number): number {
    this.#end();
    const text = plainInline(raw);
    this.title ??= tidy(text).replace(/\s+/g, ' ').trim() || undefined;
    this.#outline.heading(text, level);
    this.#inList = false;
    return after;
  }

  #code(i: number, opening: string): number {
    this.#end();
    let end = i;
    while (end < this.#lines.length && !(this.#lines[end] ?? '').trim().startsWith(opening)) end += 1;
    this.#outline.paragraph(this.#lines.slice(i, end).join('\n'));
    this.#inList = false;
    return end + 1;
  }

  #table(i: number): number {
    this.#end();
    let end = i + 2;
    while (end < this.#lines.length && (this.#lines[end] ?? '').includes('|')) end += 1;
    const rows = this.#lines.slice(i + 2, end).map(tableCells);
    this.#outline.lines(tableRows(tableCells(this.#lines[i] ?? ''), rows));
    this.#inList = false;
    return end;
  }

  #end(): void {
    if (this.#open === undefined) return;
    const text = plainInline(this.#open.words.join(' '));
    if (this.#open.item && this.#inList) this.#outline.line(text);
    else this.#outline.paragraph(text);
    this.#inList = this.#open.item;
    this.#open = undefined;
  }
}

function tableCells(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => plainInline(cell.trim()));
}
