/**
 * Prints what each threshold on search's confidence would let through and stop:
 * `node test/bench/retrieval-answerable.ts [BEIR-FOLDER]`. Without a folder it asks the sample municipality the
 * questions of test/fixtures, with one it asks BEIR's questions; both get questions that belong to neither.
 */
import { readFile } from 'node:fs/promises';
import { splitIntoPassages } from '../../ingest/passages.ts';
import { ingestPath } from '../../ingest/sync.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import { dutchDay } from '../../src/knowledge/day.ts';
import { readBeir } from '../../src/knowledge/evaluation/beir.ts';
import { evaluateRetrieval } from '../../src/knowledge/evaluation/evaluate.ts';
import { ANSWERABLE, createSearch } from '../../src/knowledge/search.ts';
import { openScratchDatabase } from '../../src/store/open.ts';

const root = new URL('../../', import.meta.url);
const lines = async (path: string) => (await readFile(new URL(path, root), 'utf8')).trim().split('\n');
const db = await openScratchDatabase();

async function sample(): Promise<{ answerable: string[]; other: string[] }> {
  const names = ['producten', 'regelgeving', 'bestuur', 'intern'];
  await syncCollections(db, names.map((id) => ({ id, title: id, owner: 'meting', readers: ['resident'] })));
  for (const collection of names) {
    await ingestPath(db, { path: new URL(`ingest/samples/${collection}`, root).pathname, collection });
  }
  const cases = (await lines('test/fixtures/sample-questions.jsonl')).map(
    (line) => JSON.parse(line) as { question: string; titles: string[] },
  );
  const { yes = [], no = [] } = Object.groupBy(cases, ({ titles }) => (titles.length > 0 ? 'yes' : 'no'));
  return { answerable: yes.map(({ question }) => question), other: no.map(({ question }) => question) };
}

async function beir(folder: string): Promise<{ answerable: string[]; other: string[] }> {
  const data = await readBeir(folder);
  const split = (text: string) => splitIntoPassages([{ headings: [], text }]);
  await evaluateRetrieval({ db, beir: data, split, note: () => undefined, signal: new AbortController().signal });
  return { answerable: data.questions.map(({ text }) => text), other: [] };
}

const folder = process.argv[2];
const { answerable, other } = await (folder === undefined ? sample() : beir(folder));
const outOfScope = [...other, ...(await lines('test/bench/retrieval-out-of-scope.txt'))];
const search = createSearch(db);
const confidences = async (questions: readonly string[]) => {
  const asked = { audiences: ['resident'], on: dutchDay(new Date()), limit: 8 } as const;
  const results = await Promise.all(questions.map((question) => search.search({ ...asked, question })));
  return results.map(({ confidence }) => confidence);
};
const [right, wrong] = [await confidences(answerable), await confidences(outOfScope)];
const share = (values: readonly number[], test: (value: number) => boolean) =>
  values.filter(test).length / values.length;

for (let percent = 10; percent <= 40; percent += 2) {
  const limit = percent / 100;
  const answered = share(right, (value) => value >= limit).toFixed(3);
  const stopped = share(wrong, (value) => value < limit).toFixed(3);
  console.log(`${limit.toFixed(2)}  answered ${answered}  stopped ${stopped}${limit === ANSWERABLE ? '  <' : ''}`);
}
await db.close();
