import type { Email } from 'postal-mime';

/** UTF-8 read as windows-1252: `Ã©`, `â‚¬`. Dutch has no word with these. */
const mojibake = /Ã[\u0080-\u00bf\u0152-\u0178\u02c6-\u02dc\u2013-\u2122]|â(?:€|‚¬)|Â[\u00a0-\u00bf]/g;

/**
 * Parses a message again when its text shows that the charset it names is not the one it is in: with UTF-8 when it reads as
 * UTF-8 taken for windows-1252, with windows-1252 when bytes are no UTF-8.
 * @returns the better reading and the name of the charset it took; undefined when the first is fine or no other is better.
 */
export async function reread(
  bytes: Uint8Array,
  first: Email,
  parse: (bytes: Uint8Array) => Promise<Email>,
): Promise<{ email: Email; charset: string } | undefined> {
  const faults = faultsOf(first);
  if (faults === 0) return undefined;
  const charset = textOf(first).includes('\ufffd') ? 'windows-1252' : 'utf-8';
  const email = await parse(withCharset(bytes, charset));
  return faultsOf(email) * 2 < faults ? { email, charset } : undefined;
}

function textOf({ text, html }: Email): string {
  return `${text ?? ''}\n${html ?? ''}`;
}

function faultsOf(email: Email): number {
  const text = textOf(email);
  return (text.match(/\ufffd/g)?.length ?? 0) + (text.match(mojibake)?.length ?? 0);
}

/** The message with another charset in the headers of all its texts. Latin-1 there and back leaves every byte as it was. */
function withCharset(bytes: Uint8Array, charset: string): Uint8Array {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let found = false;
  const changed = raw.replace(
    /^content-type:[ \t]*text\/(?:plain|html)[^\r\n]{0,500}(?:\r?\n[ \t][^\r\n]{0,500}){0,10}/gim,
    (header) => {
      found = true;
      return `${header.replace(/;\s*charset\s*=\s*(?:"[^"\r\n]*"|[^;\s]*)/i, '')}; charset=${charset}`;
    },
  );
  return Buffer.from(found ? changed : `Content-Type: text/plain; charset=${charset}\r\n${raw}`, 'latin1');
}
