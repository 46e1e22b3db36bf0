import type { Attachment as MailAttachment, Email } from 'postal-mime';
import { cut } from '../../../src/cut.ts';
import { BalieError } from '../../../src/errors.ts';
import { tidy } from '../structure/tidy.ts';
import type { Attachment, Extractor, Section } from '../types.ts';
import { readBody } from './mail-body.ts';
import { reread } from './mail-charset.ts';
import { safeName } from './names.ts';

const maxAttachments = 500;
const maxBytes = 200 * 1024 * 1024;
/** Lines that may part one piece of the message from the next: real mail has tens. */
const maxParts = 20_000;
/** A picture in the text under this size is a logo, an icon, a line; a scan or screenshot is larger. */
const logoBytes = 100 * 1024;
const limits = { forceRfc822Attachments: true, maxNestingDepth: 50, maxHeadersSize: 512 * 1024 };

/**
 * A message (RFC 5322): its subject as title and heading; its day above its text, quoted history included. Who wrote it to whom is
 * left out: that is for the sender and the receivers, and a passage is for everybody.
 * What came with it, also other messages, becomes `attachments`; logos and signatures of certificates do not.
 * @throws BalieError `document-corrupt` when it is no message, `document-encrypted`, `document-too-large` with more than
 *   500 attachments or 200 MB of them, `document-unsafe` when it is made to exhaust the reader.
 */
export const extractEml: Extractor = async (bytes) => {
  if (partsOf(bytes) > maxParts) throw new BalieError('document-unsafe', { detail: 'meer delen dan een e-mail heeft' });
  const { default: PostalMime, decodeWords } = await import('postal-mime');
  const parse = (raw: Uint8Array): Promise<Email> =>
    PostalMime.parse(raw, limits).catch((error: unknown) => {
      // The only faults it knows are its limits on headers and depth.
      throw new BalieError('document-unsafe', { detail: 'koppen of delen zonder eind', cause: error });
    });
  const first = await parse(bytes);
  const better = await reread(bytes, first, parse);
  const email = better?.email ?? first;
  if (email.from === undefined && email.subject === undefined && email.date === undefined && email.to === undefined)
    throw new BalieError('document-corrupt', { detail: 'geen e-mail van binnen' });
  const body = readBody(email.text, email.html);
  const { attachments, warnings } = readAttachments(email.attachments, decodeWords);
  if (body.sections.length === 0 && isEncrypted(email)) throw new BalieError('document-encrypted');
  const title = cut(tidy(email.subject ?? '').replace(/\s+/g, ' ').trim(), 500);
  return {
    ...(title !== '' && { title }),
    mediaType: 'message/rfc822',
    metadata: {},
    sections: underTitle(title, withDay(dayOf(email), body.sections)),
    warnings: [
      'Dit is een e-mail: kijk na of hij openbaar mag zijn.',
      ...(better === undefined ? [] : [`De e-mail noemt een verkeerde tekenset. Hij is gelezen als ${better.charset}.`]),
      ...body.warnings,
      ...warnings,
    ],
    ...(body.hidden.length > 0 && { hidden: body.hidden }),
    ...(attachments.length > 0 && { attachments }),
  };
};

/** How often a line starts with `--`, as each part of a message does; counted without making a string of it. */
function partsOf(bytes: Uint8Array): number {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = raw.indexOf('\n--'); at >= 0 && count <= maxParts; at = raw.indexOf('\n--', at + 1)) count += 1;
  return count;
}

const dutchDay = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long' });

function dayOf({ date }: Email): string {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? '' : `Datum: ${dutchDay.format(time)}`;
}

function withDay(day: string, sections: readonly Section[]): readonly Section[] {
  const [first, ...rest] = sections;
  // A day is no text to speak of when nothing was written: `document-empty` is for the caller to say.
  if (first === undefined || day === '') return sections;
  if (first.headings.length > 0) return [{ headings: [], text: day }, ...sections];
  return [{ ...first, text: `${day}\n\n${first.text}` }, ...rest];
}

function underTitle(title: string, sections: readonly Section[]): readonly Section[] {
  return title === '' ? sections : sections.map((section) => ({ ...section, headings: [title, ...section.headings] }));
}

function isEncrypted({ headers, attachments }: Email): boolean {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? '';
  return /^multipart\/encrypted|pkcs7-mime/i.test(type) && !/signed-data/i.test(type) && attachments.length > 0;
}

function readAttachments(
  all: readonly MailAttachment[],
  decodeWords: (text: string) => string,
): { attachments: Attachment[]; warnings: string[] } {
  const attachments: Attachment[] = [];
  const warnings: string[] = [];
  let total = 0;
  for (const [index, { filename, mimeType, disposition, related, content }] of all.entries()) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
    const isMessage = mimeType === 'message/rfc822';
    const given = filename ?? (isMessage ? `${subjectOf(bytes, decodeWords)}.eml` : undefined);
    const name = safeName(given, isMessage ? `bericht ${index + 1}.eml` : `bijlage ${index + 1}`);
    const isInline = related === true || disposition === 'inline';
    if (bytes.length === 0 || /^(?:application\/(?:x-)?pkcs7-|application\/pgp-|message\/(?:delivery|feedback))/.test(mimeType)) continue;
    if (mimeType.startsWith('image/') && isInline && bytes.length < logoBytes) continue;
    if (mimeType === 'application/ms-tnef' || mimeType === 'text/calendar') {
      const kind = mimeType === 'text/calendar' ? 'Een agenda-afspraak' : 'Een Outlook-bijlage (winmail.dat)';
      warnings.push(`${kind} in de e-mail is niet gelezen. Staat er iets in dat nodig is? Lever het als los bestand aan.`);
      continue;
    }
    total += bytes.length;
    if (attachments.length >= maxAttachments || total > maxBytes)
      throw new BalieError('document-too-large', { detail: `meer dan ${maxAttachments} bijlagen of 200 MB` });
    attachments.push({
      name: isMessage && !/\.eml$/i.test(name) ? `${name}.eml` : name,
      bytes,
      ...(mimeType !== 'application/octet-stream' && { contentType: mimeType }),
    });
  }
  return { attachments, warnings };
}

/** The subject of a message that came in another, from its first headers; '' when it has none. */
function subjectOf(bytes: Uint8Array, decodeWords: (text: string) => string): string {
  const head = Buffer.from(bytes.subarray(0, 16_384)).toString('utf8');
  const raw = /^subject:[ \t]*([^\r\n]{0,500}(?:\r?\n[ \t][^\r\n]{0,500}){0,5})/im.exec(head)?.[1] ?? '';
  return decodeWords(raw.replace(/\r?\n/g, ''));
}
