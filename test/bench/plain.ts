/**
 * How well plain Dutch is told from the language of officials: `node test/bench/plain.ts [FOLDER]`, on the own texts of test/fixtures/plain, the
 * sample municipality's pages, and as a third kind the laws in FOLDER.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { B1, measurePlain } from '../../src/guard/plain/measure.ts';

const lines = readFileSync(join(import.meta.dirname, '../fixtures/plain/pairs.txt'), 'utf8').split('\n');

/** Scores of the texts of a kind: `B` and `A` are pairs, of which the even ones were not looked at; `K` and `L` are the hard cases. */
export function scoresOf(kind: 'A' | 'B' | 'K' | 'L', half?: 'tune' | 'check'): number[] {
  const texts = lines.filter((line) => line.startsWith(`${kind}: `)).map((line) => line.slice(3));
  return texts.filter((_, index) => half === undefined || (index % 2 === 0) === (half === 'tune')).map((text) => measurePlain(text).score);
}

/** How often a plain text scores higher than one that is not. */
export function areaUnderCurve(plain: readonly number[], hard: readonly number[]): number {
  const wins = plain.flatMap((one) => hard.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
}

function paragraphs(folder: string): number[] {
  return readdirSync(folder).filter((name) => name.endsWith('.md')).flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replace(/^---[^]*?---/, '');
    return text.split(/\n\n/).filter((part) => part.split(/\s+/).length > 25 && !part.startsWith('|')).slice(0, 40).map((part) => measurePlain(part).score);
  });
}

function tell(what: string, scores: readonly number[]): void {
  const sorted = scores.toSorted((left, right) => left - right);
  const at = (part: number) => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(3);
  process.stdout.write(`${what}: ${scores.length} texts, ${scores.filter((score) => score >= B1).length} B1; lowest ${at(0)}, 5% ${at(0.05)}, half ${at(0.5)}, 95% ${at(0.95)}, highest ${at(1)}\n`);
}

if (import.meta.main) {
  tell('plain, check', scoresOf('B', 'check'));
  tell('officials, check', scoresOf('A', 'check'));
  process.stdout.write(`area under the curve, check: ${areaUnderCurve(scoresOf('B', 'check'), scoresOf('A', 'check')).toFixed(3)}\n`);
  tell('plain with longer sentences', scoresOf('L'));
  tell('officials in short sentences', scoresOf('K'));
  process.stdout.write(`area under the curve: ${areaUnderCurve(scoresOf('L'), scoresOf('K')).toFixed(3)}\n`);
  tell('pages of the sample municipality', paragraphs(join(import.meta.dirname, '../../ingest/samples/producten')));
  const [, , laws] = process.argv;
  if (laws !== undefined) tell('laws', paragraphs(laws));
}
