/**
 * Prints how well the sample municipality's questions find their documents, and what each threshold on search's confidence
 * would let through and stop: `node test/bench/retrieval-answerable.ts [BEIR-FOLDER]`. With a folder the thresholds are
 * for BEIR's questions and texts. "Tune" are the questions in even places, "other" those in odd ones. Uses the server of
 * DATABASE_URL where that is set.
 */
import { readFile } from 'node:fs/promises';
import { splitIntoPassages } from '../../ingest/passages.ts';
import { ingestPath } from '../../ingest/sync.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import { dutchDay } from '../../src/knowledge/day.ts';
import { readBeir } from '../../src/knowledge/evaluation/beir.ts';
import { evaluateRetrieval } from '../../src/knowledge/evaluation/evaluate.ts';
import { hit, mean, ndcg, reciprocalRank } from '../../src/knowledge/evaluation/metrics.ts';
import { ANSWERABLE, createSearch } from '../../src/knowledge/search.ts';
import { openScratchDatabase } from '../../src/store/open.ts';

interface Case {
  readonly question: string;
  /** The documents that answer it; none for a question that belongs elsewhere. */
  readonly titles: readonly string[];
}

const root = new URL('../../', import.meta.url);
const lines = async (path: string) => (await readFile(new URL(path, root), 'utf8')).trim().split('\n');
const db = await openScratchDatabase(process.env['DATABASE_URL']);
const search = createSearch(db);
const asked = { audiences: ['resident'], on: dutchDay(new Date()) } as const;
const halves: [string, (index: number) => boolean][] = [
  ['tune ', (index) => index % 2 === 0],
  ['other', (index) => index % 2 === 1],
  ['all  ', () => true],
];

async function sample(): Promise<Case[]> {
  const names = ['producten', 'regelgeving', 'bestuur', 'intern'];
  await syncCollections(db, names.map((id) => ({ id, title: id, owner: 'meting', readers: ['resident'] })));
  for (const collection of names) {
    await ingestPath(db, { path: new URL(`ingest/samples/${collection}`, root).pathname, collection });
  }
  const cases = (await lines('test/fixtures/sample-questions.jsonl')).map((line) => JSON.parse(line) as Case);
  await ranking(cases.filter(({ titles }) => titles.length > 0));
  return cases;
}

async function ranking(cases: readonly Case[]): Promise<void> {
  const rankings = await Promise.all(cases.map(async ({ question, titles }) => {
    const { passages } = await search.search({ ...asked, question, limit: 10, perDocument: 1 });
    return [passages.map(({ title }) => title), new Map(titles.map((title) => [title, 1]))] as const;
  }));
  for (const [name, inHalf] of halves) {
    const part = rankings.filter((_, index) => inHalf(index));
    const figure = (of: typeof ndcg, k: number) => mean(part.map(([found, grades]) => of(found, grades, k))).toFixed(3);
    console.log(`${name}  nDCG@10 ${figure(ndcg, 10)}  MRR@10 ${figure(reciprocalRank, 10)}  hit@1 ${figure(hit, 1)}  hit@3 ${figure(hit, 3)}`);
  }
}

async function beir(folder: string): Promise<Case[]> {
  const data = await readBeir(folder);
  const split = (text: string) => splitIntoPassages([{ headings: [], text }]);
  await evaluateRetrieval({ db, beir: data, split, note: () => undefined, signal: new AbortController().signal });
  return data.questions.map(({ text, _id }) => ({ question: text, titles: [...(data.grades.get(_id)?.keys() ?? [])] }));
}

const folder = process.argv[2];
const cases = await (folder === undefined ? sample() : beir(folder));
const outOfScope = (await lines('test/bench/retrieval-out-of-scope.txt')).map((question) => ({ question, titles: [] }));
const confidences = (some: readonly Case[]) =>
  Promise.all(some.map(async ({ question }) => (await search.search({ ...asked, question, limit: 8 })).confidence));
const right = await confidences(cases.filter(({ titles }) => titles.length > 0));
const wrong = await confidences([...cases.filter(({ titles }) => titles.length === 0), ...outOfScope]);
const share = (values: readonly number[], test: (value: number) => boolean) => (values.filter(test).length / values.length).toFixed(3);

const wins = right.flatMap((yes) => wrong.map((no) => (yes > no ? 1 : yes === no ? 0.5 : 0)));
console.log(`area under the curve ${mean(wins).toFixed(3)}`);
for (let percent = 10; percent <= 50; percent += 2) {
  const limit = percent / 100;
  const row = halves.map(([name, inHalf]) => {
    const [yes, no] = [right, wrong].map((values) => values.filter((_, index) => inHalf(index)));
    return `${name} answered ${share(yes ?? [], (value) => value >= limit)} stopped ${share(no ?? [], (value) => value < limit)}`;
  });
  console.log(`${limit.toFixed(2)}  ${row.join('  ')}${limit === ANSWERABLE ? '  <' : ''}`);
}
await db.close();
