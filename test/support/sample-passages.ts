import { existsSync, readFileSync } from 'node:fs';
import { extract } from '../../ingest/extract/index.ts';
import { splitIntoPassages } from '../../ingest/passages/split.ts';
import type { Passage } from '../../src/answer/ports.ts';

const folder = new URL('../../ingest/samples/producten/', import.meta.url);
const known = new Map<string, Promise<Passage[]>>();

/** The passages of products of the sample municipality, by the names of their files without ending. */
export async function samplePassages(...names: readonly string[]): Promise<Passage[]> {
  return (await Promise.all(names.map(passagesOf))).flat();
}

function passagesOf(name: string): Promise<Passage[]> {
  const passages = known.get(name) ?? read(name);
  known.set(name, passages);
  return passages;
}

async function read(name: string): Promise<Passage[]> {
  const file = ['md', 'html', 'txt'].map((ending) => `${name}.${ending}`).find((each) => existsSync(new URL(each, folder)));
  if (file === undefined) throw new Error(`no sample ${name}`);
  const { sections, title } = await extract(readFileSync(new URL(file, folder)), { name: file });
  return splitIntoPassages(sections).map(({ headings, text }, index) => ({
    documentId: name, ordinal: index + 1, title: title ?? name, url: null, page: null, headings, text, score: 10,
  }));
}

export interface Said {
  readonly kind: string;
  readonly set: string;
  readonly documents: readonly string[];
  readonly question: string;
  readonly say: string;
}

/** @param name `grounding-lies` or `grounding-honest`. */
export function saidIn(name: string): Said[] {
  const text = readFileSync(new URL(`../fixtures/${name}.jsonl`, import.meta.url), 'utf8');
  return text.trimEnd().split('\n').map((line) => JSON.parse(line) as Said);
}
