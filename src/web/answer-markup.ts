/**
 * Reads the little markup that answers may hold: paragraphs, `- ` lists, `> ` quotations, `**bold**`, `[1]`.
 * Anything else is text. Runs on the server and in the browser, so that an answer looks the same streamed and printed.
 * Every step looks at each character a fixed number of times: a hostile answer costs no more than a long one.
 */

type Plain =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reference'; readonly number: number };

export type Inline = Plain | { readonly type: 'bold'; readonly children: readonly Plain[] };

export type Block =
  | { readonly type: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly type: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: 'quotation'; readonly paragraphs: readonly (readonly Inline[])[] };

type LineKind = 'paragraph' | 'list' | 'quotation';

export function parseAnswer(text: string): Block[] {
  const blocks: Block[] = [];
  let kind: LineKind | undefined;
  let lines: string[] = [];
  const close = () => {
    const block = kind && blockOf(kind, lines);
    if (block) blocks.push(block);
    kind = undefined;
    lines = [];
  };
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (line.trim() === '') {
      close();
      continue;
    }
    const next = kindOf(line);
    if (next !== kind) close();
    kind = next;
    lines.push(contentOf(line, next));
  }
  close();
  return blocks;
}

/** Where the last finished block ends in a text that still grows: what stands before it will not change any more. */
export function settledLength(text: string): number {
  const gap = text.lastIndexOf('\n\n');
  return gap === -1 ? 0 : gap + 2;
}

/** A text that still grows, without the half of a mark at its end: bold shows as bold while it is being written. */
export function closedForNow(text: string): string {
  const whole = text.replace(/\*{1,2}$/, '');
  return whole.split('**').length % 2 === 0 ? `${whole}**` : whole;
}

/** The text without its marks, for a voice or a clipboard. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.flatMap(runsOf).map(wordsOf).join('\n');
}

function runsOf(block: Block): readonly (readonly Inline[])[] {
  if (block.type === 'paragraph') return [block.inlines];
  return block.type === 'list' ? block.items : block.paragraphs;
}

function wordsOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => (inline.type === 'text' ? inline.text : inline.type === 'bold' ? wordsOf(inline.children) : ''))
    .join('')
    .replaceAll(/ ([.,;:!?])/g, '$1')
    .trimEnd();
}

function kindOf(line: string): LineKind {
  if (line.startsWith('- ')) return 'list';
  return line === '>' || line.startsWith('> ') ? 'quotation' : 'paragraph';
}

function contentOf(line: string, kind: LineKind): string {
  return (kind === 'paragraph' ? line : line.slice(2)).trim();
}

function blockOf(kind: LineKind, lines: readonly string[]): Block | undefined {
  if (kind === 'list') return { type: 'list', items: lines.map(parseInlines) };
  if (kind === 'paragraph') return { type: 'paragraph', inlines: parseInlines(lines.join('\n')) };
  const paragraphs = lines.join('\n').split(/\n\n+/).map((part) => part.trim()).filter((part) => part !== '');
  return paragraphs.length === 0 ? undefined : { type: 'quotation', paragraphs: paragraphs.map(parseInlines) };
}

function parseInlines(text: string): Inline[] {
  const parts = text.split('**');
  // An even number of parts means the last `**` is never closed: it is text, as a half-streamed answer shows.
  if (parts.length % 2 === 0) {
    const open = parts.splice(-2).join('**');
    parts.push(open);
  }
  return parts.flatMap((part, index) => (index % 2 === 0 ? parsePlain(part) : [bold(part)]));
}

function bold(part: string): Inline {
  return part.trim() === '' ? { type: 'text', text: `**${part}**` } : { type: 'bold', children: parsePlain(part) };
}

function parsePlain(text: string): Plain[] {
  const found: Plain[] = [];
  let end = 0;
  for (const match of text.matchAll(/\[([1-9]\d?)\]/g)) {
    if (match.index > end) found.push({ type: 'text', text: text.slice(end, match.index) });
    found.push({ type: 'reference', number: Number(match[1]) });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ type: 'text', text: text.slice(end) });
  return found;
}
