import type { Context } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { DataFileFormat } from '../../privacy-deps.ts';

const TYPES: Readonly<Record<DataFileFormat, string>> = { html: 'text/html; charset=utf-8', json: 'application/json' };

/** The format that the address names. @throws BalieError `not-found`. */
export function formatOf(c: Context): DataFileFormat {
  const format = c.req.param('format');
  if (format !== 'html' && format !== 'json') throw new BalieError('not-found');
  return format;
}

/** A file that is sent as it is read. It is saved, never shown: a page of the desk would have the desk's rights. */
export function fileResponse(c: Context, pieces: AsyncIterable<string>, name: string, format: DataFileFormat): Response {
  c.header('Content-Disposition', `attachment; filename="${name}.${format}"`);
  return c.body(ReadableStream.from(encoded(pieces)), 200, { 'Content-Type': TYPES[format] });
}

async function* encoded(pieces: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
