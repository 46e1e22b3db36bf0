import { BalieError, errorCatalogue } from '../../errors.ts';
import { cancelPending, listPending, type PendingDocument, type Retried, retryPending } from '../../jobs/manage.ts';
import { openQueue } from '../../jobs/queue.ts';
import type { Database } from '../../store/database.ts';
import { uuidOf } from '../../uuid.ts';
import { requireCollections } from '../collections.ts';
import { command, tell, WrongUse } from '../command.ts';
import { oneLine, printable } from '../printable.ts';

export const jobs = command({
  name: 'jobs',
  summary: 'Toont documenten die wachten of mislukt zijn, en probeert ze opnieuw of laat ze vallen.',
  usage: 'list [--failed] [--collection NAAM] | retry ID…|--all | cancel ID…',
  options: {
    collection: { type: 'string' },
    failed: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
  async run({ values, positionals, json, database, out, note }) {
    const [action, ...given] = positionals;
    const ids = given.map((id) => uuidOf(id) ?? id);
    const all = values['all'] === true;
    const isWrong = action === 'list' ? ids.length > 0 : action === 'retry' ? ids.length > 0 === all : action === 'cancel' ? ids.length === 0 || all : true;
    if (isWrong) throw new WrongUse();
    const db = await database();
    const collections = typeof values['collection'] === 'string' ? [values['collection']] : undefined;
    await requireCollections(db, collections ?? []);
    const only = { ...(collections && { collections }), ...((values['failed'] === true || action === 'retry') && { state: 'failed' as const }) };
    const pending = await listPending(db, only);
    if (action === 'list') {
      tell({ json, out }, { documents: pending }, pending.length === 0 ? ['Er wacht niets en er is niets mislukt.'] : pending.flatMap(pendingLines));
      return 0;
    }
    if (action === 'cancel') await requireNoneWithdrawn(db, ids);
    const chosen = all ? pending.map(({ id }) => id) : ids;
    const { done, unknown } = action === 'retry' ? await retry(db, chosen) : await each(chosen, async (id) => ((await cancelPending(db, id)) ? 'cancelled' : undefined));
    tell({ json, out }, { done: chosen.length - unknown.length, ...done, unknown }, linesOf(done));
    if (!json) for (const id of unknown) note(`Onbekend: ${printable(id)}`);
    return unknown.length > 0 ? 1 : 0;
  },
});

/** To let go of what was taken out is to take it in again, without a word. @throws BalieError `document-withdrawn`, before anything is done. */
async function requireNoneWithdrawn(db: Database, ids: readonly string[]): Promise<void> {
  const found = (await listPending(db, { state: 'withdrawn' })).find(({ id }) => ids.includes(id));
  if (found !== undefined) throw new BalieError('document-withdrawn', { detail: `${found.sourceId}; weer opnemen: balie jobs retry ${found.id}` });
}

type Done = Partial<Record<Retried | 'cancelled', number>>;

/** What was done, in a line for each way. */
function linesOf(done: Done): string[] {
  const { waiting = 0, cancelled = 0, source = 0, 'by-hand': byHand = 0 } = done;
  const lines = [
    ...(cancelled > 0 ? [`${cancelled} losgelaten.`] : []),
    ...(waiting > 0 ? [`${waiting} opnieuw in de rij.`] : []),
    ...(source > 0 ? [`${source} kon de bron niet geven: de draaiende balie leest die bron opnieuw.`] : []),
    ...(byHand > 0 ? [`${byHand} kwam met "balie ingest": voer dat opnieuw uit als het bestand in orde is.`] : []),
  ];
  return lines.length > 0 ? lines : ['Er is niets gedaan.'];
}

function pendingLines({ id, collectionId, sourceId, state, attempts, fault, detail, isHere }: PendingDocument): string[] {
  const tries = attempts === 0 ? '' : `, ${attempts} ${attempts === 1 ? 'poging' : 'pogingen'}`;
  return [
    oneLine(`${id}  ${collectionId}  ${sourceId}  ${{ waiting: 'wacht', failed: 'mislukt', withdrawn: 'verwijderd' }[state]}${tries}`),
    ...(fault === null ? [] : [`      ${fault}: ${errorCatalogue[fault].message}${detail === null ? '' : ` (${detail})`}\n      ${errorCatalogue[fault].action}`]),
    ...(isHere || state !== 'failed' ? [] : ['      Balie kreeg dit niet van de bron. De volgende keer dat de bron wordt gelezen, probeert Balie het opnieuw.']),
  ];
}

/** @returns what was done with each, and the ids that are none of a failed document. */
async function retry(db: Database, ids: readonly string[]): Promise<{ done: Done; unknown: string[] }> {
  const queue = await openQueue(db, { onError: () => undefined });
  try {
    return await each(ids, (id) => retryPending(db, queue, id));
  } finally {
    await queue.close(0);
  }
}

async function each(ids: readonly string[], change: (id: string) => Promise<keyof Done | undefined>): Promise<{ done: Done; unknown: string[] }> {
  const done: Done = {};
  const unknown: string[] = [];
  for (const id of ids) {
    const how = uuidOf(id) === undefined ? undefined : await change(id);
    if (how === undefined) unknown.push(id);
    else done[how] = (done[how] ?? 0) + 1;
  }
  return { done, unknown };
}
