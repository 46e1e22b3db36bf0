import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import type { z } from 'zod';
import { BalieError } from '../../errors.ts';
import { reason } from './lines.ts';

/** A baseline has some dozens of figures. */
const MAX_BYTES = 1_000_000;

/** @throws BalieError `path-unreadable`, or `input-invalid` when the file is no baseline of this kind. */
export async function readBaselineFile<Kind>(path: string, schema: z.ZodType<Kind>): Promise<Kind> {
  const size = await stat(path).then((file) => (file.isFile() ? file.size : NaN)).catch(() => NaN);
  if (Number.isNaN(size)) throw new BalieError('path-unreadable', { detail: path });
  if (size > MAX_BYTES) throw new BalieError('input-invalid', { detail: `${path}: te groot voor een nulmeting` });
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BalieError('path-unreadable', { detail: path, cause });
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new BalieError('input-invalid', { detail: `${path}: ${reason(cause)}`, cause });
  }
}

/** As JSON that people can read. @throws BalieError `path-unreadable` when it cannot be written there. */
export function writeBaseline(path: string, baseline: unknown): Promise<void> {
  return writeWhole(path, `${JSON.stringify(baseline, undefined, 2)}\n`);
}

/** Whole or not at all: half of it would be committed unseen. @throws BalieError `path-unreadable` when it cannot be written there. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.draft`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (cause) {
    throw new BalieError('path-unreadable', { detail: path, cause });
  }
}
