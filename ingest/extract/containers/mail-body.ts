import type { HiddenText, Section } from '../types.ts';
import { readHtml } from '../html/html.ts';
import { addPlainText } from '../plain/text.ts';
import { smuggledText } from '../structure/smuggled.ts';
import { Outline } from '../structure/outline.ts';

export interface MailBody {
  readonly sections: readonly Section[];
  /** What the message held and its readers did not see. */
  readonly hidden: readonly HiddenText[];
  readonly warnings: readonly string[];
}

/**
 * The text of a message. Its HTML goes first where there is any: that is what its readers saw, and what it hides
 * is left out; a plain version may say anything. A plain version that says something else is named in the warning.
 */
export function readBody(text: string | undefined, html: string | undefined): MailBody {
  const plain = text === undefined ? [] : plainSections(text);
  const asPlain = { sections: plain, hidden: smuggledText(text ?? ''), warnings: [] };
  if (html === undefined) return asPlain;
  const { sections, hidden, warnings } = readHtml(html);
  // Of a message that shows nothing its plain version is read, and what the other hid is still told.
  if (!sections.some((section) => /[\p{L}\p{N}]/u.test(section.text))) return { ...asPlain, hidden: [...hidden, ...asPlain.hidden] };
  const missing = shareMissing(plain, sections);
  return { sections, hidden, warnings: missing <= 0.4 ? warnings : [...warnings, differs] };
}

const differs =
  'De e-mail heeft twee versies die verschillen. De opgemaakte versie is gelezen, omdat lezers die zien. Controleer of daar alles in staat.';

function plainSections(text: string): Section[] {
  const outline = new Outline();
  addPlainText(outline, unwrap(withoutSignatures(unquote(text.split(/\r\n|\r|\n/)))).join('\n'));
  return outline.finish();
}

/** Quotation marks (`> > `) say who wrote a line, not what it says. The words stay. */
function unquote(lines: readonly string[]): { text: string; depth: number }[] {
  return lines.map((line) => {
    const marks = /^(?:> ?){1,20}/.exec(line)?.[0] ?? '';
    const text = line.slice(marks.length);
    return { text: text === '-- ' ? text : text.trimEnd(), depth: marks.split('>').length - 1 };
  });
}

const replyHead = /^(?:-{2,} ?(?:oorspronkelijk|doorgestuurd|original|forwarded)|van: |from: |op .{5,120} schreef|on .{5,120} wrote)/i;
const maxSignature = 15;

/**
 * Leaves out signatures, only where the writer's program marked them: a line `-- ` (RFC 3676, 4.3) with at most fifteen
 * lines under it, up to what is quoted or the end.
 */
function withoutSignatures(lines: readonly { text: string; depth: number }[]): { text: string; depth: number }[] {
  const kept: { text: string; depth: number }[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (line === undefined) continue;
    // Inside quotes the space at the end is often lost.
    if (line.text === '-- ' || (line.text === '--' && line.depth > 0)) {
      let end = i + 1;
      for (; end < lines.length && end - i <= maxSignature + 1; end += 1) {
        const next = lines[end];
        if (next === undefined || next.depth !== line.depth || replyHead.test(next.text)) break;
      }
      if (end - i <= maxSignature + 1) {
        kept.push({ text: '', depth: line.depth });
        i = end - 1;
        continue;
      }
    }
    kept.push(line);
  }
  return kept;
}

/** Joins lines that a mail program broke at its margin: those after which the next word had no room. */
function unwrap(lines: readonly { text: string; depth: number }[]): string[] {
  const width = lines.reduce((longest, { text }) => Math.max(longest, text.length), 0);
  const joined: string[] = [];
  let last: { length: number; depth: number } | undefined;
  for (const { text, depth } of lines) {
    const word = /^\S+/.exec(text)?.[0] ?? '';
    const isBroken =
      last !== undefined && last.depth === depth && width <= 80 && last.length >= 50 && last.length + 1 + word.length > width &&
      word !== '' && !/^(?:[-*•]|\(?\w{1,3}[.)])$/.test(word);
    if (isBroken) joined[joined.length - 1] += ` ${text}`;
    else {
      if (last !== undefined && last.depth !== depth) joined.push('');
      joined.push(text);
    }
    last = { length: text.length, depth };
  }
  return joined;
}

/** Which share of the first's words is not among the second's. */
function shareMissing(first: readonly Section[], second: readonly Section[]): number {
  const words = (sections: readonly Section[]): Set<string> =>
    new Set(sections.flatMap(({ headings, text }) => `${headings.join(' ')} ${text}`.toLowerCase().match(/\p{L}{3,}/gu) ?? []));
  const said = words(first);
  return said.size < 5 ? 0 : said.difference(words(second)).size / said.size;
}
