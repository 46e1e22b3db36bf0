import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import { sha256 } from '../text.ts';
import { reason } from './lines.ts';

export const share = z.number('moet een getal zijn').min(0, 'moet van 0 tot en met 1 zijn').max(1, 'moet van 0 tot en met 1 zijn');
export const day = z.iso.date('moet een dag zijn (JJJJ-MM-DD)');
export const digest = z.string().regex(/^[0-9a-f]{64}$/, 'moet 64 hexadecimale tekens zijn');

/** A figure that got worse by more than it may. */
export interface Fall {
  /** As it stands in the file: `woorden, sets, rivm-covid, ndcg@10`. */
  readonly figure: string;
  readonly was: number;
  readonly is: number;
}

/** More than this is a loss; less comes and goes with any change. */
export const TOLERANCE = 0.01;
/** Figures have four decimals: what is computed from two of them may be off by less than this. */
const ROUNDING = 1e-9;

export function isLoss(lost: number): boolean {
  return lost > TOLERANCE + ROUNDING;
}

/** Tells the questions of one baseline from those of another. */
export function digestOf(questions: unknown): string {
  return sha256(JSON.stringify(questions));
}

/** @throws BalieError `input-invalid` when these are not the questions that a baseline is about. */
export function assertSame(before: string, now: string): void {
  if (before !== now) throw new BalieError('input-invalid', { detail: 'De nulmeting is van andere vragen. Maak een nieuwe met --write-baseline.' });
}

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
