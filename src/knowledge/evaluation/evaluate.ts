import type { Database } from '../../store/database.ts';
import { syncCollections } from '../collections.ts';
import { dutchDay } from '../day.ts';
import { putDocuments } from '../put-documents.ts';
import { createSearch } from '../search.ts';
import { documentId, sha256 } from '../text.ts';
import type { DocumentInput, PassageInput } from '../types.ts';
import type { BeirFolder, BeirText } from './beir.ts';
import { hit, mean, median, ndcg, reciprocalRank } from './metrics.ts';

export interface Figures {
  readonly 'ndcg@10': number;
  readonly 'mrr@10': number;
  readonly 'hit@10': number;
  readonly p50_ms: number;
  readonly queries: number;
}

export interface RetrievalReport extends Figures {
  readonly sets: Readonly<Record<string, Figures>>;
}

interface Options {
  /** A scratch database, empty and migrated: the texts are written into it. */
  readonly db: Database;
  readonly beir: BeirFolder;
  /** Production's way of cutting a text into passages. */
  readonly split: (text: string) => readonly PassageInput[];
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

const COLLECTION = 'beir';
const BATCH = 500;
const TITLE_LENGTH = 200;

/** Loads the texts, asks production search each question one after the other, and measures the ranking of texts. */
export async function evaluateRetrieval({ db, beir, split, note, signal }: Options): Promise<RetrievalReport> {
  await load(db, beir.texts, split, note, signal);
  const idOfText = new Map(beir.texts.map((text) => [documentId(COLLECTION, text._id), text._id]));
  const search = createSearch(db);
  const results = [];
  for (const question of beir.questions) {
    signal.throwIfAborted();
    const start = performance.now();
    const { passages } = await search.search({
      question: question.text,
      audiences: ['resident'],
      on: dutchDay(new Date()),
      limit: 10,
      perDocument: 1,
    });
    const ms = performance.now() - start;
    const ranking = passages.map((passage) => idOfText.get(passage.documentId) ?? '');
    const grades = beir.grades.get(question._id) ?? new Map<string, number>();
    results.push({ set: question.set, ms, ranking, grades });
  }
  const sets = Map.groupBy(results.filter((result) => result.set !== undefined), (result) => result.set ?? '');
  return { ...figures(results), sets: Object.fromEntries([...sets].map(([name, part]) => [name, figures(part)])) };
}

async function load(
  db: Database,
  texts: readonly BeirText[],
  split: Options['split'],
  note: Options['note'],
  signal: AbortSignal,
): Promise<void> {
  await syncCollections(db, [{ id: COLLECTION, title: 'BEIR', owner: 'meting', readers: ['resident'] }]);
  for (let start = 0; start < texts.length; start += BATCH) {
    signal.throwIfAborted();
    await putDocuments(db, texts.slice(start, start + BATCH).map((text) => toDocument(text, split)));
    note(`${Math.min(start + BATCH, texts.length)} van ${texts.length} teksten geladen`);
  }
  // The load has left the planner without statistics, which a running desk has from autovacuum.
  await db.query('ANALYZE');
}

/** Without a title the first line serves, as it does at ingestion. */
function toDocument({ _id, title = '', text }: BeirText, split: Options['split']): DocumentInput {
  const firstLine = text.trim().split('\n', 1)[0] ?? '';
  return {
    collectionId: COLLECTION,
    sourceId: _id,
    source: 'evaluation',
    title: title.trim() || firstLine.slice(0, TITLE_LENGTH).trim() || _id,
    mediaType: 'text/plain',
    original: Buffer.from(text),
    digest: sha256(text),
    passages: split(text),
  };
}

function figures(
  results: readonly { ms: number; ranking: readonly string[]; grades: ReadonlyMap<string, number> }[],
): Figures {
  return {
    'ndcg@10': rounded(mean(results.map(({ ranking, grades }) => ndcg(ranking, grades)))),
    'mrr@10': rounded(mean(results.map(({ ranking, grades }) => reciprocalRank(ranking, grades)))),
    'hit@10': rounded(mean(results.map(({ ranking, grades }) => hit(ranking, grades)))),
    p50_ms: rounded(median(results.map(({ ms }) => ms))),
    queries: results.length,
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
