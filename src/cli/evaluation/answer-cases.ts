import { languageDetails } from '../../answer/details.ts';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Made } from '../../answer/details.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import type { Config } from '../../config/config.ts';
import type { AnswerCase } from '../../evaluation/case.ts';
import type { Taken } from '../../evaluation/judge.ts';
import { assertAssistants, type JudgedCase, runCases } from '../../evaluation/run-cases.ts';
import { embedMissing } from '../../knowledge/vectors/embeddings.ts';
import { copyLatest } from '../../settings/store.ts';
import type { Queryable } from '../../store/database.ts';
import type { openScratchDatabase } from '../../store/open.ts';
import type { CommandInput } from '../command.ts';
import { type Desk, openDesk } from '../desk/desk.ts';
import { notReranked } from '../desk/reranking.ts';
import { fixedTexts } from './fixed-texts.ts';
import { loadFolders, noteUnknownTitles } from './load-folders.ts';

interface Measurement {
  readonly cases: readonly AnswerCase[];
  /** The day (YYYY-MM-DD) on which documents must be valid. */
  readonly on: string;
  /** A folder that is read besides. */
  readonly documents: string | undefined;
  readonly openScratch: typeof openScratchDatabase;
  /** Whose published settings and assistants are measured; absent: what the files say. */
  readonly published?: Queryable | undefined;
}

/** Passages in one request to the model: nobody waits behind them here. */
const BATCH = 8;
const PROGRESS = 25;

/**
 * Opens the desk of the configuration on a scratch database, with its folders read in, and asks it all cases.
 * @throws BalieError `assistant-unknown`; what opening the desk and reading throw; the signal's reason.
 */
export async function answerCases({ config, note, signal }: CommandInput, { cases, on, documents, openScratch, published }: Measurement): Promise<JudgedCase[]> {
  const db = await openScratch(config.databaseUrl, note);
  try {
    // What is said in a measurement is readable by nobody afterwards, and leaves nothing in the data folder.
    const scratch = { ...config, auditKey: randomBytes(32).toString('hex') };
    if (published !== undefined) await copyLatest(published, db, createManagementLog({ masterKey: Buffer.from(scratch.auditKey, 'hex'), now: () => new Date() }));
    const desk = await openDesk(scratch, db, { onFault: notReranked(note), today: () => on });
    try {
      assertAssistants(cases, new Set(desk.assistants.keys()));
      await loadFolders(db, { collections: withDocuments(config, documents), note, signal });
      await noteUnknownTitles(db, cases.flatMap(({ expect }) => expect.cite.flat()), note);
      if (desk.embedder !== undefined) await embedMissing(db, desk.embedder, { batch: BATCH, signal });
      // The load has left the planner without statistics, which a running desk has from autovacuum.
      await db.query('ANALYZE');
      return await runCases(cases, {
        take: (assistant, question, conversationId) => take(desk, { assistant, question, conversationId }, signal),
        fixedTexts: (assistant) => fixedTexts(desk.config, desk.assistants.get(assistant)),
        dutch: ({ answer, details }) => languageDetails(details).answer ?? answer,
        onProgress: (done, all) => void (done % PROGRESS === 0 && note(`${done} van ${all}`)),
        signal,
      });
    } finally {
      await desk.close();
    }
  } finally {
    await db.close();
  }
}

/** Whether the language of an answer is plain enough; undefined when that was not measured. */
export function isPlain({ taken }: JudgedCase): boolean | undefined {
  const plain = taken.details?.['plain'];
  return typeof plain === 'object' && plain !== null && 'isB1' in plain ? plain.isB1 === true : undefined;
}

/** What answered, with the digest of its bytes as far as hosts tell. */
export function modelsOf(judged: readonly { readonly taken: Pick<Taken, 'details'> }[]): string[] {
  const models = judged.flatMap(({ taken }) => (taken.details?.['made'] as Made | undefined)?.model ?? []);
  return [...new Set(models.map(({ model, digest }) => (digest === undefined ? model : `${model} (${digest.slice(0, 12)})`)))].toSorted();
}

/** For everybody to read, as any document of the desk. */
function withDocuments({ collections }: Config, documents: string | undefined): Config['collections'] {
  if (documents === undefined) return collections;
  return [...collections, { id: 'evaluate-documents', title: 'Bij de meting', owner: 'Meting', readers: ['resident', 'employee'], folder: resolve(documents) }];
}

interface Asked {
  readonly assistant: string;
  readonly question: string;
  readonly conversationId: string | undefined;
}

async function take(desk: Desk, { assistant: name, question, conversationId }: Asked, signal: AbortSignal): Promise<Taken & { conversationId: string }> {
  const assistant = desk.assistants.get(name);
  if (assistant === undefined) throw new Error(`no assistant ${name}`);
  const start = performance.now();
  for await (const event of desk.takeTurn({ assistant, question, conversationId }, signal)) {
    const ms = performance.now() - start;
    if (event.type === 'done') {
      const { turn, reason } = event;
      const [kept] = await desk.log.find([turn.id]);
      return { ...turn, ms, ...(reason !== undefined && { reason }), ...(kept?.end?.details && { details: kept.end.details }) };
    }
    if (event.type === 'error') return { conversationId: event.conversationId, outcome: 'failed', answer: '', sources: [], reason: event.error.code, ms };
  }
  throw signal.reason;
}
