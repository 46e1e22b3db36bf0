import { setTimeout as sleep } from 'node:timers/promises';
import { asBalieError, type BalieError } from '../errors.ts';
import { type HostModel, noteProgress, retireOthers } from '../knowledge/embedding-models.ts';
import { embedMissing, type PassageEmbedder } from '../knowledge/embeddings.ts';
import { keepIndexed } from '../knowledge/vector-index.ts';
import type { Database } from '../store/database.ts';

interface Options {
  readonly db: Database;
  readonly embedder: PassageEmbedder & { readonly host: HostModel };
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
  /** Between two looks for passages without a vector. */
  readonly idleMs?: number;
  /** After a first failure; each next pause is twice as long, up to five minutes. */
  readonly retryMs?: number;
}

/** Small, since a question that is asked meanwhile waits at the host until the batch is done. */
const BATCH = 4;
const LONGEST_PAUSE_MS = 300_000;
const PROGRESS_MS = 30_000;

/**
 * Gives passages their vector, now and whenever new ones have come in, until `signal` aborts. Then tends what depends on it:
 * the models before this one go once it is complete, and the index is made. Never rejects: a host or a database that is away
 * is told once, and tried again.
 */
export async function keepEmbedded({ db, embedder, note, signal, idleMs = 30_000, retryMs = 5_000 }: Options): Promise<void> {
  let pause = retryMs;
  let told = '';
  let isTended = false;
  while (!signal.aborted) {
    let wait = idleMs;
    try {
      const { embedded, refused } = await embedMissing(db, embedder, { batch: BATCH, signal, onProgress: progress(note) });
      if (embedded > 0) note(`Vectoren: klaar, ${passages(embedded)} erbij${refused === 0 ? '' : `, zonder vector bleven ${passages(refused)}`}.`);
      if (embedded > 0 || !isTended) {
        // Also when it fails: the next time is after more passages, since an index takes long to make.
        isTended = true;
        await tend({ db, embedder, note });
      }
      pause = retryMs;
      told = '';
    } catch (error) {
      if (signal.aborted) return;
      const line = described(asBalieError(error));
      if (line !== told) note(line);
      told = line;
      wait = pause;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
}

async function tend({ db, embedder: { model, host }, note }: Pick<Options, 'db' | 'embedder' | 'note'>): Promise<void> {
  if (await noteProgress(db, model, host)) {
    for (const other of await retireOthers(db, model)) note(`Vectoren: ${model} is nu compleet, die van ${other} zijn weg.`);
  }
  const waiting = db.kind === 'embedded' ? ' De balie geeft zolang geen antwoord.' : '';
  const onBuild = (vectors: number) => note(`Vectoren: voor ${passages(vectors)} wordt een index gemaakt.${waiting}`);
  if (await keepIndexed(db, model, { onBuild })) note('Vectoren: de index is klaar.');
}

function progress(note: (line: string) => void): (done: number, total: number) => void {
  let last = performance.now();
  return (done, total) => {
    if (performance.now() - last < PROGRESS_MS) return;
    last = performance.now();
    note(`Vectoren: ${done} van ${passages(Math.max(done, total))}.`);
  };
}

function passages(count: number): string {
  return count === 1 ? '1 passage' : `${count} passages`;
}

function described({ code, entry, detail = '' }: BalieError): string {
  // "Try again later" is no advice here: that is what happens.
  const advice = code === 'model-missing' || code === 'model-vectors-invalid' ? ` ${entry.action}` : '';
  const cause = `${entry.message}${detail === '' ? '' : ` (${detail})`}${advice}`;
  return `Vectoren: ${cause}\nTot die tijd wordt op woorden gezocht. Opnieuw starten is daarna niet nodig.`;
}
