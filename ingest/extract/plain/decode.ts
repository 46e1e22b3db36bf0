import { BalieError } from '../../../src/errors.ts';

export interface DecodedText {
  readonly text: string;
  /** A Dutch sentence when the encoding had to be guessed. */
  readonly warnings: readonly string[];
}

/**
 * Bytes to text. A byte order mark decides; then whether the bytes are valid UTF-8 (text in another encoding hardly ever
 * is, whatever a server or a `meta` element says); then the declared charset; windows-1252 last, with a warning.
 * @throws BalieError `document-type-unknown` when the bytes are not text.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return { text: new TextDecoder(marked).decode(bytes), warnings: [] };
  if (looksBinary(bytes)) throw new BalieError('document-type-unknown', { detail: 'geen tekst' });
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), warnings: [] };
  } catch {
    const encoding = knownEncoding(declared) ?? 'windows-1252';
    return { text: new TextDecoder(encoding).decode(bytes), warnings: [`Dit bestand is geen UTF-8. Het is gelezen als ${encoding}.`] };
  }
}

/** The charset that a `Content-Type` names. */
export const charsetIn = (contentType = ''): string | undefined => /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Text has no NUL and next to no other control characters. */
function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536);
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b) controls += 1;
  }
  return controls > sample.length / 50;
}

/** The label's encoding when this runtime can decode it and it is not the UTF-8 that just failed. */
function knownEncoding(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'utf-8' ? undefined : encoding;
  } catch {
    return undefined;
  }
}
