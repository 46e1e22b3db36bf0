import { createHash } from 'node:crypto';

/** Text as PostgreSQL can hold it: no NUL, no half surrogate pairs. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** A value as JSON of which PostgreSQL can hold every text. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}

/** Whether PostgreSQL can hold a value as JSON as it is. What holds itself, or is nested without end, is no JSON. */
export function isStorable(value: unknown): boolean {
  try {
    // Written well-formed, halves of a pair are escapes as a NUL is; behind a backslash they are plain text.
    return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(value) ?? '');
  } catch {
    return false;
  }
}

/** The same as `storable`, with each accented letter as one: what looks alike is found alike. */
export function searchable(text: string): string {
  return storable(text).normalize('NFC');
}

/** sha-256 in hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The same id for the same source, whatever becomes of its text: links to it stay good. */
export function documentId(collectionId: string, sourceId: string): string {
  return sha256(JSON.stringify([collectionId, sourceId])).slice(0, 20);
}
