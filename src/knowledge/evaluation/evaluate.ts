import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { READABLE } from '../readers.ts';
import { embedMissing } from '../vectors/embeddings.ts';
import type { Reranker } from '../search/rerank.ts';
import { ANSWERABLE } from '../search/confidence.ts';
import { createSearch, type Search } from '../search/search.ts';
import type { FoundPassage, SearchResult } from '../types.ts';
import { measure, type VariantReport } from './measure.ts';
import type { EarlierTurn, QuestionSet } from './questions.ts';
import { type Asked, type ConversationName, type Embedder, type Variant, type VariantName, variants } from './variants.ts';

export interface RetrievalReport extends VariantReport {
  /** Every variant that was asked for; the first is the report itself too. */
  readonly variants: Readonly<Partial<Record<VariantName, VariantReport>>>;
}

/** How the desk finds in a conversation, with what it asks of search. Handed in: knowledge does not know the answer room. */
export interface Conversations {
  readonly limit: number;
  readonly perDocument: number;
  readonly lookUps: Readonly<Partial<Record<ConversationName, LookUp>>>;
}

type LookUp = <Found extends { readonly passages: readonly FoundPassage[] }>(
  asked: { readonly question: string; readonly history: readonly EarlierTurn[] },
  search: (text: string) => Promise<Found>,
  signal: AbortSignal,
) => Promise<Found>;

interface Options {
  /** A scratch database, empty and migrated: the documents are written into it. */
  readonly db: Database;
  readonly set: QuestionSet;
  /** At least one. */
  readonly names: readonly VariantName[];
  /** The day (YYYY-MM-DD) on which documents must be valid. */
  readonly on: string;
  readonly embedder?: Embedder | undefined;
  readonly reranker?: Reranker | undefined;
  readonly conversations?: Conversations | undefined;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Passages in one request to the model: nobody waits behind them here. */
const BATCH = 8;
const PROGRESS = 25;

/**
 * Loads the documents, gives their passages vectors where a variant goes by those, asks production search each question
 * of each variant one after the other, and measures the ranking of documents. All may be found, also those for employees.
 * @throws BalieError `model-…` when a vector cannot be made or passages not re-ranked: a variant never falls back unseen;
 *   `config-invalid` when one needs an embedder, a re-ranker or a way to look up in a conversation that is not there; what loading
 *   throws; the signal's reason.
 */
export async function evaluateRetrieval({ db, set, names, on, embedder, reranker, conversations, note, signal }: Options): Promise<RetrievalReport> {
  const isEmbedded = names.some((name) => variants[name].isEmbedded);
  if (isEmbedded && embedder === undefined) throw new BalieError('config-invalid', { detail: 'EMBED_MODEL: ontbreekt' });
  if (names.some((name) => variants[name].isReranked) && reranker === undefined) throw new BalieError('config-invalid', { detail: 'RERANK_URL: ontbreekt' });
  await set.load(db, note, signal);
  if (isEmbedded && embedder !== undefined) await embed(db, embedder, note, signal);
  // The load has left the planner without statistics, which a running desk has from autovacuum.
  await db.query('ANALYZE');
  const search = createSearch(db);
  const reranking = reranker === undefined ? search : createSearch(db, { reranker, onFault: fail });
  const reports: [VariantName, VariantReport][] = [];
  for (const name of names) {
    const variant = variants[name];
    reports.push([name, await evaluateVariant(variant, { search: variant.isReranked ? reranking : search, set, on, embedder, conversations, signal })]);
  }
  const [first] = reports;
  if (first === undefined) throw new RangeError('no variant was asked for');
  return { ...first[1], variants: Object.fromEntries(reports) };
}

function fail(fault: BalieError): never {
  throw fault;
}

async function embed(db: Database, embedder: Embedder, note: Options['note'], signal: AbortSignal): Promise<void> {
  let batches = 0;
  const onProgress = (done: number, total: number) => {
    batches += 1;
    if (batches % PROGRESS === 0 || done >= total) note(`${done} van ${total} passages hebben een vector`);
  };
  const { refused } = await embedMissing(db, embedder, { batch: BATCH, signal, onProgress });
  if (refused > 0) note(`Zonder vector bleven ${refused} passages: het model wees ze af.`);
}

type Asking = Pick<Options, 'set' | 'on' | 'embedder' | 'conversations' | 'signal'> & { readonly search: Search };

async function evaluateVariant(variant: Variant, asking: Asking): Promise<VariantReport> {
  const { set } = asking;
  const known = [];
  for (const question of set.questions) {
    const { ms, passages, confidence } = await ask(question, variant, asking);
    known.push({ set: question.set, ms, ranking: [...new Set(passages.map(set.keyOf))], grades: question.grades, confidence });
  }
  const unknown = [];
  const outOfScope = variant.isWordless ? [] : set.outOfScope;
  for (const [index, question] of outOfScope.entries()) {
    unknown.push((await ask({ id: `buiten-${index + 1}`, ...question }, variant, asking)).confidence);
  }
  return measure(known, unknown, ANSWERABLE);
}

async function ask(question: Asked, variant: Variant, asking: Asking): Promise<SearchResult & { ms: number }> {
  const { search, on, embedder, signal } = asking;
  signal.throwIfAborted();
  if (variant.conversation !== undefined) return askInConversation(question, variant.conversation, asking);
  const text = variant.wording?.(question) ?? question.text;
  const vector = variant.isEmbedded && embedder && { model: embedder.model, values: await embedder.embedQuery(text, signal) };
  const start = performance.now();
  const result = await search.search({ question: variant.isWordless ? '' : text, ...(vector && { vector }), readers: READABLE.employee, on, limit: 10, perDocument: 1, signal });
  return { ...result, ms: performance.now() - start };
}

async function askInConversation({ text, history = [] }: Asked, name: ConversationName, asking: Asking): Promise<SearchResult & { ms: number }> {
  const { search, on, conversations, signal } = asking;
  const lookUp = conversations?.lookUps[name];
  if (conversations === undefined || lookUp === undefined) throw new BalieError('config-invalid', { detail: 'REWRITE_MODEL: ontbreekt' });
  const { limit, perDocument } = conversations;
  const start = performance.now();
  const result = await lookUp({ question: text, history }, (question) => search.search({ question, readers: READABLE.employee, on, limit, perDocument }), signal);
  return { ...result, ms: performance.now() - start };
}
