import type { Config } from '../../config/config.ts';
import { dutchDay } from '../../dutch-time.ts';
import { assertComparable, type Baseline, baselineOf, compareBaselines, readBaseline } from '../../knowledge/evaluation/baseline.ts';
import { writeBaseline } from '../../knowledge/evaluation/baseline-file.ts';
import { evaluateRetrieval, type RetrievalReport } from '../../knowledge/evaluation/evaluate.ts';
import type { QuestionSet } from '../../knowledge/evaluation/questions.ts';
import { type Embedder, isVariant, type VariantName, variantNames, variants } from '../../knowledge/evaluation/variants.ts';
import { withVectorFile } from '../../knowledge/evaluation/vector-file.ts';
import { syncSynonyms } from '../../knowledge/words/synonyms.ts';
import { answeringModel } from '../../models/answering.ts';
import { ModelCatalogue } from '../../models/catalogue.ts';
import type { openScratchDatabase } from '../../store/open.ts';
import { type CommandInput, WrongUse } from '../command.ts';
import { readSynonyms } from '../desk/synonyms.ts';
import { openEmbedder } from '../desk/embedding.ts';
import { openReranker } from '../desk/reranking.ts';
import { openGateway } from '../hosts/gateway.ts';
import { needsRewriting, openConversations } from './conversations.ts';
import { openQuestionSet } from './question-set.ts';
import { describeFall, describeReport } from './retrieval-lines.ts';

/** Nobody waits for an answer here: a slow processor may take its time over the passages of one question. */
const RERANK_MS = 600_000;

/** For `--help`. */
export const retrievalUsage = `retrieval MAP|BESTAND [--variant NAAM,…]… [--out-of-scope BESTAND] [--vectors BESTAND] [--baseline BESTAND | --write-baseline BESTAND]

  MAP      heeft corpus.jsonl, queries.jsonl en qrels.tsv (BEIR), en misschien out-of-scope.txt: vragen die nergens beantwoord worden
  BESTAND  heeft per regel {"question": …, "titles": […]}, en misschien "history": [eerdere vragen, of {"question": …, "answer": …}] en
           "set": naam om apart te tellen; gezocht wordt in de mappen van de configuratie
  varianten: ${variantNames.map((name) => `${name} (${variants[name].summary})`).join(', ')}`;

/**
 * `evaluate retrieval`: how well documents are found.
 * @param path a folder of BEIR's, or a file with questions.
 * @param openScratch an empty, migrated database, gone after `close`: never the municipality's own.
 * @returns 1 when a figure fell, 2 for wrong use.
 */
export async function evaluateRetrieved(input: CommandInput, path: string, openScratch: typeof openScratchDatabase): Promise<0 | 1> {
  const { values, config, note } = input;
  const files = { before: text(values['baseline']), write: text(values['write-baseline']), vectors: text(values['vectors']) };
  const asked = namesIn(values['variant']);
  const unknown = asked.filter((name) => !isVariant(name));
  if (unknown.length > 0) throw new WrongUse(`Onbekende variant: ${unknown.join(', ')}. Deze zijn er: ${variantNames.join(', ')}.`, { showsUsage: false });
  const before = files.before === undefined ? undefined : await readBaseline(files.before);
  const names = chosen(asked.filter(isVariant), before);
  if (names.some((name) => variants[name].isEmbedded) && config.embedModel === undefined) throw new WrongUse(`Deze varianten hebben een embeddingmodel nodig (EMBED_MODEL): ${names.filter((name) => variants[name].isEmbedded).join(', ')}.`, { showsUsage: false });
  const judged = names.filter((name) => variants[name].isReranked);
  if (judged.length > 0 && config.rerank === undefined) throw new WrongUse(`Deze varianten hebben een model nodig dat herordent (RERANK_URL): ${judged.join(', ')}.`, { showsUsage: false });
  if (needsRewriting(names) && config.rewriteModel === undefined) throw new WrongUse('Deze varianten hebben een model nodig dat vervolgvragen herschrijft (REWRITE_MODEL): herschreven, herschreven-erbij.', { showsUsage: false });
  const set = await openQuestionSet(path, text(values['out-of-scope']), config);
  if (before !== undefined) assertComparable(before, set, names);
  const added = names.filter((name) => before !== undefined && before.variants[name] === undefined);
  if (added.length > 0) note(`Niet in de nulmeting: ${added.join(', ')}.`);
  note(`${set.questions.length} vragen, en ${set.outOfScope.length} die nergens beantwoord worden`);
  // A baseline holds for its own day: documents become valid and outdated meanwhile.
  const on = before?.on ?? dutchDay(new Date());
  const report = await measure(input, { openScratch, set, names, on, vectors: files.vectors });
  const now = baselineOf(report, set, on);
  const falls = before === undefined ? undefined : compareBaselines(before, now);
  tell(input, report, falls);
  if (files.write !== undefined) await writeBaseline(files.write, now);
  return falls === undefined || falls.length === 0 ? 0 : 1;
}

interface Measurement {
  readonly openScratch: typeof openScratchDatabase;
  readonly set: QuestionSet;
  readonly names: readonly VariantName[];
  readonly on: string;
  /** File with vectors that were made before. */
  readonly vectors: string | undefined;
}

async function measure({ config, note, signal }: CommandInput, { openScratch, set, names, on, vectors }: Measurement): Promise<RetrievalReport> {
  const isEmbedded = names.some((name) => variants[name].isEmbedded);
  const reranker = names.some((name) => variants[name].isReranked) ? openReranker(config, RERANK_MS) : undefined;
  const catalogue = new ModelCatalogue(config.catalogue);
  const models = isEmbedded || needsRewriting(names) ? openGateway(catalogue, config.queue) : undefined;
  const host = isEmbedded && models !== undefined ? openEmbedder(config, catalogue, models) : undefined;
  try {
    const conversations = await openConversations(config, needsRewriting(names) && models !== undefined ? answeringModel(models.gateway) : undefined);
    const embedder = host && vectors !== undefined ? await remembered(host, vectors, config) : host;
    const db = await openScratch(config.databaseUrl, note);
    try {
      await syncSynonyms(db, await readSynonyms(config));
      return await evaluateRetrieval({ db, set, names, on, embedder, reranker, conversations, note, signal });
    } finally {
      await db.close();
    }
  } finally {
    await Promise.all([reranker?.close(), models?.close()]);
  }
}

function remembered(embedder: Embedder, path: string, { embedding }: Config): Promise<Embedder> {
  return withVectorFile(embedder, { path, queryPrefix: embedding.queryPrefix, passagePrefix: embedding.passagePrefix });
}

function tell({ json, out, note }: CommandInput, report: RetrievalReport, falls: ReturnType<typeof compareBaselines> | undefined): void {
  if (!json) for (const line of describeReport(report)) out(line);
  out(JSON.stringify({ ...report, ...(falls && { falls }) }));
  for (const fall of falls ?? []) note(describeFall(fall));
  if (falls?.length === 0) note('Geen cijfer is meer dan 0,01 lager dan in de nulmeting.');
}

/** What was asked for, else what the baseline has, else words. */
function chosen(asked: readonly VariantName[], before: Baseline | undefined): readonly VariantName[] {
  if (asked.length > 0) return asked;
  const known = variantNames.filter((name) => before?.variants[name] !== undefined);
  return known.length > 0 ? known : ['woorden'];
}

/** Each name once, from `a,b` and from the option given more than once. */
function namesIn(value: CommandInput['values'][string]): string[] {
  const given = Array.isArray(value) ? value.map(String) : [];
  return [...new Set(given.flatMap((names) => names.split(',')).map((name) => name.trim()))];
}

function text(value: CommandInput['values'][string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
