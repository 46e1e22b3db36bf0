/**
 * What vectors add on the sample municipality, with a real embedding model:
 * `node test/bench/retrieval-vectors.ts OLLAMA_URL MODEL [QUERY_PREFIX PASSAGE_PREFIX]`. Embeds its passages, asks the questions of
 * test/fixtures once, and weighs the two halves of each score anew for the other rows.
 */
import { readFile } from 'node:fs/promises';
import { ingestPath } from '../../ingest/sync.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import { dutchDay } from '../../src/dutch-time.ts';
import { embedMissing } from '../../src/knowledge/vectors/embeddings.ts';
import { hit, mean, ndcg } from '../../src/knowledge/evaluation/metrics.ts';
import { MEANING, MEANING_WEIGHT } from '../../src/knowledge/vectors/search-vectors-sql.ts';
import { createSearch } from '../../src/knowledge/search/search.ts';
import type { FoundPassage } from '../../src/knowledge/types.ts';
import { openTestEmbedder } from '../support/embedder.ts';
import { openScratchDatabase } from '../../src/store/open.ts';

const [url, model, queryPrefix = '', passagePrefix = ''] = process.argv.slice(2);
if (url === undefined || model === undefined) {
  console.error('usage: node test/bench/retrieval-vectors.ts OLLAMA_URL MODEL [QUERY_PREFIX PASSAGE_PREFIX]');
  process.exit(2);
}
const root = new URL('../../', import.meta.url);
const signal = new AbortController().signal;
const db = await openScratchDatabase();
const embedder = openTestEmbedder({ urls: [url], model, queryPrefix, passagePrefix, answerMs: 600_000 });

const names = ['producten', 'regelgeving', 'bestuur', 'intern'];
await syncCollections(db, names.map((id) => ({ id, title: id, owner: 'meting', readers: ['resident'] })));
for (const collection of names) {
  await ingestPath(db, { path: new URL(`ingest/samples/${collection}`, root).pathname, collection });
}
const start = performance.now();
const { embedded } = await embedMissing(db, embedder, { batch: 8, signal });
console.log(`${embedded} passages embedded in ${Math.round((performance.now() - start) / 1000)} s`);
await db.query('ANALYZE');

const lines = (await readFile(new URL('test/fixtures/sample-questions.jsonl', root), 'utf8')).trim().split('\n');
const questions = lines.map((line) => JSON.parse(line) as { question: string; titles: string[] }).filter(({ titles }) => titles.length > 0);
const search = createSearch(db);
const all = { readers: ['resident'], on: dutchDay(new Date()), limit: 200, perDocument: 200 } as const;
interface Asked {
  readonly grades: ReadonlyMap<string, number>;
  readonly words: readonly FoundPassage[];
  readonly both: readonly FoundPassage[];
  readonly embedMs: number;
}

const asked: Asked[] = [];
for (const { question, titles } of questions) {
  const begun = performance.now();
  const values = await embedder.embedQuery(question, signal);
  const embedMs = performance.now() - begun;
  const words = await search.search({ ...all, question });
  const both = await search.search({ ...all, question, vector: { model: embedder.model, values } });
  asked.push({ grades: new Map(titles.map((title) => [title, 1])), words: words.passages, both: both.passages, embedMs });
}

/** Titles by their best passage when words and meaning count this much. */
function ranking(passages: readonly FoundPassage[], words: number, meaning: number): string[] {
  const best = new Map<string, number>();
  for (const { title, why } of passages) {
    const score = why.reduce((sum, { part, score }) => sum + (part === MEANING ? (meaning * score) / MEANING_WEIGHT : words * score), 0);
    best.set(title, Math.max(score, best.get(title) ?? 0));
  }
  return [...best].filter(([, score]) => score > 0).toSorted(([, a], [, b]) => b - a).map(([title]) => title);
}

function row(name: string, rank: (one: Asked) => string[]): void {
  const figures = (part: readonly Asked[]) => [
    mean(part.map((one) => ndcg(rank(one), one.grades))).toFixed(3),
    mean(part.map((one) => hit(rank(one), one.grades, 3))).toFixed(3),
  ];
  const halves = [0, 1].map((half) => asked.filter((_, index) => index % 2 === half));
  console.log(`| ${[name, ...figures(asked), ...halves.flatMap(figures)].join(' | ')} |`);
}

console.log(`question embedded in ${mean(asked.map(({ embedMs }) => embedMs)).toFixed(0)} ms\n`);
console.log('| words : meaning | nDCG@10 | hit@3 | even nDCG@10 | hit@3 | odd nDCG@10 | hit@3 |\n|---|---|---|---|---|---|---|');
row('words alone', ({ words }) => ranking(words, 1, 0));
row('meaning alone', ({ both }) => ranking(both, 0, 1));
for (const weight of [0.5, 1, 1.5, 2, 3]) row(`1 : ${weight}`, ({ both }) => ranking(both, 1, weight));
await embedder.close();
await db.close();
