import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';

/** A larger file is no set of questions or texts: reading it would fill the memory. */
const MAX_BYTES = 1_000_000_000;

/**
 * Reads a file line by line; empty lines are skipped.
 * @param parse what a line becomes; what it throws is told with file and line.
 * @throws BalieError `path-unreadable` when it is no file that can be read; `input-invalid` naming file and line when
 *   `parse` throws, or when the file is larger than a gigabyte.
 */
export async function readLines<Row>(path: string, parse: (line: string, number: number) => Row): Promise<Row[]> {
  const file = await stat(path).catch((cause: unknown) => {
    throw new BalieError('path-unreadable', { detail: path, cause });
  });
  if (!file.isFile()) throw new BalieError('path-unreadable', { detail: path });
  if (file.size > MAX_BYTES) throw new BalieError('input-invalid', { detail: `${basename(path)}: groter dan 1 GB` });
  const rows: Row[] = [];
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      rows.push(parse(line, number));
    } catch (cause) {
      throw new BalieError('input-invalid', { detail: `${basename(path)}, regel ${number}: ${reason(cause)}`, cause });
    }
  }
  return rows;
}

/** What is wrong with a value that was parsed, in Dutch. */
export function reason(error: unknown): string {
  if (error instanceof SyntaxError) return 'geen geldige JSON';
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => `${issue.path.join('.') || 'regel'}: ${issue.message}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
