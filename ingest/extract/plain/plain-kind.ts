import { BalieError } from '../../../src/errors.ts';
import { decodeText } from './decode.ts';

/** A key of front matter under a line of `---`, or a heading. */
const markdownStart = /^---[ \t]*\r?\n\s*[\w-]+:/;
const markdownHeading = /^ {0,3}#{1,6}[ \t]+\S/m;
/** A part of a page, as systems store it: no whole page around it. */
const fragmentStart = /^\s*<(?:p|div|h[1-6]|ul|ol|dl|table|section|article|main|header|body|span|strong|a)[\s>]/i;
const otherMarkup = /^\s*<[?!a-z]/i;

/**
 * What kind of text bytes are when neither a name nor a type says so; undefined when they do not decode cleanly, hold control
 * characters, or are mark-up of another kind. A table is no kind of its own here: any text may hold commas.
 */
export function plainKind(bytes: Uint8Array): 'markdown' | 'html' | 'text' | undefined {
  const text = cleanText(bytes);
  if (text === undefined) return undefined;
  if (fragmentStart.test(text)) return 'html';
  if (otherMarkup.test(text)) return undefined;
  return markdownStart.test(text) || markdownHeading.test(text) ? 'markdown' : 'text';
}

function cleanText(bytes: Uint8Array): string | undefined {
  try {
    const { text, warnings } = decodeText(bytes);
    return warnings.length === 0 && !/[^\P{Cc}\t\n\r\f]|\ufffd/u.test(text) ? text.replace(/^\ufeff/, '') : undefined;
  } catch (error) {
    if (error instanceof BalieError) return undefined;
    throw error;
  }
}
