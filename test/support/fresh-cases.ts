import { readFileSync } from 'node:fs';
import { extract } from '../../ingest/extract/index.ts';
import { splitIntoPassages } from '../../ingest/passages/split.ts';
import type { Passage } from '../../src/answer/ports.ts';

/** A page of a government, with what is honest and what is a lie to say of it. */
export interface FreshCase {
  readonly question: string;
  /** Of its own page and of two others, as a search brings them. */
  readonly passages: readonly Passage[];
  readonly honest: readonly string[];
  readonly lies: readonly { readonly kind: string; readonly say: string }[];
}
type Line = Omit<FreshCase, 'passages'> & { readonly id: string; readonly title: string; readonly text: string };

/** @param half `a`, on which the gate was tuned, or `b`, on which it was not. */
export async function freshCases(half: 'a' | 'b'): Promise<FreshCase[]> {
  const lines = readFileSync(new URL(`../fixtures/grounding-fresh-${half}.jsonl`, import.meta.url), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
  const read = await Promise.all(lines.map(passagesOf));
  return lines.map(({ question, honest, lies }, at) => ({ question, honest, lies, passages: [0, 1, 2].flatMap((step) => read[(at + step) % read.length] ?? []) }));
}

async function passagesOf({ id, title, text }: Line): Promise<Passage[]> {
  const { sections } = await extract(Buffer.from(`# ${title}\n\n${text}\n`), { name: `${id}.md` });
  return splitIntoPassages(sections).map((passage, at) => ({ documentId: id, ordinal: at + 1, title, url: null, page: null, headings: passage.headings, text: passage.text, score: 10 }));
}
