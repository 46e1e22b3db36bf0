import { setTimeout as sleep } from 'node:timers/promises';
import { asBalieError, type BalieError } from '../../errors.ts';
import { type HostModel, noteProgress, retireOthers } from '../../knowledge/vectors/embedding-models.ts';
import { embedMissing, type PassageEmbedder } from '../../knowledge/vectors/embeddings.ts';
import { keepIndexed } from '../../knowledge/vectors/vector-index.ts';
import type { Database } from '../../store/database.ts';

interface Options {
  readonly db: Database;
  readonly embedder: PassageEmbedder & { readonly host: HostModel };
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
  /** Between two looks for passages without a vector. */
  readonly idleMs?: number;
  /** After a first failure; each next pause is twice as long, up to five minutes. */
  readonly retryMs?: number;
  /** How long another model's vectors stay, as `retireOthers` takes it. */
  readonly keptFor?: string;
}

/** Small, since a question that is asked meanwhile waits at the host until the batch is done. */
const BATCH = 4;
const LONGEST_PAUSE_MS = 300_000;
const PROGRESS_MS = 30_000;
/** Between two looks at the other models and the index when no vectors came in: often enough to keep a model known as used. */
const TEND_MS = 3_600_000;

/**
 * Gives passages their vector, now and whenever new ones have come in, until `signal` aborts. Besides tends what depends on it:
 * other models go a day after this one is complete, and the index is made. Never rejects: a host or a database that is away
 * is told once, and tried again; a fault in the one does not keep the other from its work.
 */
export async function keepEmbedded(options: Options): Promise<void> {
  const { signal } = options;
  const once = tellingOnce(options.note);
  const embed = embedding(options, once);
  const tend = tending(options, once);
  while (!signal.aborted) {
    const { isNew, refused, waitMs } = await embed();
    if (!signal.aborted) await tend(isNew, refused);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

interface Embedded {
  readonly isNew: boolean;
  /** As far as is known. */
  readonly refused: number;
  /** Until the next look. */
  readonly waitMs: number;
}

function embedding({ db, embedder, note, signal, idleMs = 30_000, retryMs = 5_000 }: Options, once: Once): () => Promise<Embedded> {
  let pause = retryMs;
  let refused = 0;
  return async () => {
    try {
      const counts = await embedMissing(db, embedder, { batch: BATCH, signal, onProgress: progress(note) });
      const isNew = counts.embedded > 0;
      refused = counts.refused;
      if (isNew) note(`Vectoren: klaar, ${passages(counts.embedded)} erbij.`);
      once('refused', refused === 0 ? '' : `Vectoren: zonder vector bleven ${passages(refused)}: het model geeft er geen. Op woorden zijn die wel te vinden.`);
      once('embedding', '');
      // Those that were refused are asked again, ever more seldom while nothing else comes in.
      pause = refused > 0 && !isNew ? longer(pause, LONGEST_PAUSE_MS) : retryMs;
      return { isNew, refused, waitMs: Math.max(idleMs, pause) };
    } catch (error) {
      if (!signal.aborted) once('embedding', described(asBalieError(error)));
      const waitMs = pause;
      pause = longer(pause, LONGEST_PAUSE_MS);
      return { isNew: false, refused, waitMs };
    }
  };
}

/** Tends after new vectors, and every hour; after a fault not before its pause is over. */
function tending(options: Options, once: Once): (isNew: boolean, refused: number) => Promise<void> {
  const { signal, retryMs = 5_000 } = options;
  let pause = retryMs;
  let isFailing = false;
  let next = performance.now();
  return async (isNew, refused) => {
    if (performance.now() < next && (isFailing || !isNew)) return;
    try {
      await tend(options, once, refused);
      once('tending', '');
      isFailing = false;
      pause = retryMs;
      next = performance.now() + TEND_MS;
    } catch (error) {
      if (!signal.aborted) once('tending', described(asBalieError(error)));
      isFailing = true;
      next = performance.now() + pause;
      // More seldom than the rest: an index takes long to make.
      pause = longer(pause, TEND_MS);
    }
  };
}

async function tend({ db, embedder: { model, host }, note, keptFor }: Options, once: Once, refused: number): Promise<void> {
  if (await noteProgress(db, { model, host, refused })) {
    const { gone, kept } = await retireOthers(db, model, keptFor);
    for (const other of gone) note(`Vectoren: die van ${other} zijn weg.`);
    const stay = `Vectoren: ${model} is nu compleet. Die van ${kept.join(', ')} blijven nog minstens een dag, en zolang een balie ermee werkt.`;
    once('kept', kept.length === 0 ? '' : stay);
  }
  const waiting = db.kind === 'embedded' ? ' De balie geeft zolang geen antwoord.' : '';
  const onBuild = (vectors: number) => note(`Vectoren: voor ${passages(vectors)} wordt een index gemaakt.${waiting}`);
  if (await keepIndexed(db, model, { onBuild })) note('Vectoren: de index is klaar.');
}

type Once = (about: string, line: string) => void;

/** Tells a line when it differs from the last one about the same; an empty one says that it is over. */
function tellingOnce(note: Options['note']): Once {
  const told = new Map<string, string>();
  return (about, line) => {
    if (line !== '' && told.get(about) !== line) note(line);
    told.set(about, line);
  };
}

function longer(pause: number, longest: number): number {
  return Math.min(pause * 2, longest);
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
  const isModel = code === 'model-missing' || code === 'model-vectors-invalid';
  const cause = `${entry.message}${detail === '' ? '' : ` (${detail})`}${isModel ? ` ${entry.action}` : ''}`;
  // Not how is searched: that may be by the vectors that are there, or by those of the model before. Without a database there is none.
  const meanwhile = code.startsWith('model-') ? 'Passages zonder vector worden tot die tijd op woorden gezocht. ' : '';
  return `Vectoren: ${cause}\n${meanwhile}Opnieuw starten is daarna niet nodig.`;
}
