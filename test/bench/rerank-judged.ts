/**
 * What a chat model as judge would add to search on the sample municipality: `node test/bench/rerank-judged.ts SERVER_URL FILE [QUESTIONS]`.
 * SERVER_URL is llama.cpp's own server (or another with logprobs on `/v1/chat/completions`). Of every other question the first passages of
 * different documents are judged one by one; the judgements are kept in FILE, so that a run that was stopped goes on where it was.
 */
import { appendFile, readFile } from 'node:fs/promises';
import { Agent, request } from 'undici';
import { ingestPath } from '../../ingest/sync.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import { dutchDay } from '../../src/dutch-time.ts';
import { hit, mean, ndcg } from '../../src/knowledge/evaluation/metrics.ts';
import { mixed } from '../../src/knowledge/search/rerank.ts';
import { createSearch } from '../../src/knowledge/search/search.ts';
import type { FoundPassage } from '../../src/knowledge/types.ts';
import { openScratchDatabase } from '../../src/store/open.ts';

const [url, file, count = '30'] = process.argv.slice(2);
if (url === undefined || file === undefined) {
  console.error('usage: node test/bench/rerank-judged.ts SERVER_URL FILE [QUESTIONS]');
  process.exit(2);
}
const JUDGED = 5;
/** Of a passage the model reads so much: more takes longer than anyone waits. The question comes first, so that the host reads it once. */
const MAX_TEXT = 450;
const root = new URL('../../', import.meta.url);
const pool = new Agent({ headersTimeout: 600_000, bodyTimeout: 600_000 });

interface Judgement {
  readonly question: string;
  readonly documentId: string;
  readonly ordinal: number;
  readonly score: number;
  readonly ms: number;
}

/** How sure the model is that a passage answers: the share of yes in yes and no. */
async function judge(question: string, { title, headings, text }: FoundPassage): Promise<number> {
  const passage = [title, ...headings, text].join('\n').slice(0, MAX_TEXT);
  const { body } = await request(`${url}/v1/chat/completions`, {
    method: 'POST',
    dispatcher: pool,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      messages: [
        { role: 'system', content: 'Judge whether the Document answers the Question. Both are in Dutch. Answer only "yes" or "no".' },
        { role: 'user', content: `Question: ${question}\n\nDocument: ${passage}\n\nDoes the Document answer the Question? yes or no` },
      ],
      max_tokens: 1,
      temperature: 0,
      logprobs: true,
      top_logprobs: 20,
    }),
  });
  const answer = (await body.json()) as { choices: [{ logprobs: { content: [{ top_logprobs: { token: string; logprob: number }[] }] } }] };
  const weigh = (word: string) =>
    answer.choices[0].logprobs.content[0].top_logprobs
      .filter(({ token }) => token.trim().toLowerCase() === word)
      .reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
  const [yes, no] = [weigh('yes'), weigh('no')];
  return yes + no === 0 ? 0.5 : yes / (yes + no);
}

const db = await openScratchDatabase();
const names = ['producten', 'regelgeving', 'bestuur', 'intern'];
await syncCollections(db, names.map((id) => ({ id, title: id, owner: 'meting', readers: ['resident'] })));
for (const collection of names) {
  await ingestPath(db, { path: new URL(`ingest/samples/${collection}`, root).pathname, collection });
}
await db.query('ANALYZE');
const lines = (await readFile(new URL('test/fixtures/sample-questions.jsonl', root), 'utf8')).trim().split('\n');
const questions = lines
  .map((line) => JSON.parse(line) as { question: string; titles: string[] })
  .filter(({ titles }) => titles.length > 0)
  .filter((_, index) => index % 2 === 0)
  .slice(0, Number(count));

const before = await readFile(file, 'utf8').catch(() => '');
const known = before.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Judgement);
const keyOf = ({ question, documentId, ordinal }: Omit<Judgement, 'score' | 'ms'>) => JSON.stringify([question, documentId, ordinal]);
const judged = new Map(known.map((one) => [keyOf(one), one]));
const { search } = createSearch(db);
const asked: { grades: ReadonlyMap<string, number>; passages: readonly FoundPassage[]; scores: number[] }[] = [];
for (const { question, titles } of questions) {
  const { passages } = await search({ question, readers: ['resident'], on: dutchDay(new Date()), limit: 10, perDocument: 1 });
  const scores: number[] = [];
  for (const passage of passages.slice(0, JUDGED)) {
    const place = { question, documentId: passage.documentId, ordinal: passage.ordinal };
    let one = judged.get(keyOf(place));
    if (one === undefined) {
      const start = performance.now();
      const score = await judge(question, passage);
      one = { ...place, score, ms: performance.now() - start };
      judged.set(keyOf(place), one);
      await appendFile(file, `${JSON.stringify(one)}\n`);
    }
    scores.push(one.score);
  }
  asked.push({ grades: new Map(titles.map((title) => [title, 1])), passages, scores });
}
await db.close();
await pool.close();

const all = [...judged.values()].map(({ ms }) => ms).toSorted((a, b) => a - b);
console.log(`${all.length} passages judged; ms each: p50 ${all[Math.floor(all.length / 2)]?.toFixed(0)}, mean ${mean(all).toFixed(0)}\n`);
console.log('| weight of the judge | nDCG@10 | hit@1 | hit@3 |\n|---|---|---|---|');
for (const weight of [0, 0.1, 0.25, 0.5, 1, 2, 1000]) {
  const figures = asked.map(({ grades, passages, scores }) => {
    const ranking = [...new Set(mixed(passages, scores, weight).map(({ title }) => title))];
    return [ndcg(ranking, grades), hit(ranking, grades, 1), hit(ranking, grades, 3)];
  });
  console.log(`| ${[weight, ...[0, 1, 2].map((at) => mean(figures.map((row) => row[at] ?? 0)).toFixed(3))].join(' | ')} |`);
}
