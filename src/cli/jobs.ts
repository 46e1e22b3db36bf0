import { BalieError, errorCatalogue } from '../errors.ts';
import { cancelPending, listPending, type PendingDocument, retryPending } from '../jobs/manage.ts';
import { openQueue } from '../jobs/queue.ts';
import { listCollections } from '../knowledge/collections.ts';
import type { Database } from '../store/database.ts';
import type { Command } from './command.ts';
import { printable } from './ingest-lines.ts';

const usage = 'list [--failed] [--collection NAAM] | retry ID…|--all | cancel ID…';

export const jobs: Command = {
  name: 'jobs',
  summary: 'Toont documenten die wachten of mislukt zijn, en probeert ze opnieuw of laat ze vallen.',
  usage,
  options: {
    collection: { type: 'string' },
    failed: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
  async run({ values, positionals, json, database, out, note }) {
    const [action, ...ids] = positionals;
    const all = values['all'] === true;
    const isWrong = action === 'list' ? ids.length > 0 : action === 'retry' ? ids.length > 0 === all : action === 'cancel' ? ids.length === 0 : true;
    if (isWrong) {
      note(`Gebruik: balie jobs ${usage}`);
      return 2;
    }
    const db = await database();
    const collection = values['collection'];
    if (typeof collection === 'string' && !(await listCollections(db)).some(({ id }) => id === collection)) throw new BalieError('collection-unknown', { detail: collection });
    const only = { ...(typeof collection === 'string' && { collection }), ...((values['failed'] === true || action === 'retry') && { state: 'failed' as const }) };
    const pending = await listPending(db, only);
    if (action === 'list') {
      if (json) out(JSON.stringify({ documents: pending }));
      else show(pending, out);
      return 0;
    }
    const chosen = all ? pending.map(({ id }) => id) : ids;
    const unknown = action === 'retry' ? await retry(db, chosen) : await cancel(db, chosen);
    if (json) out(JSON.stringify({ done: chosen.length - unknown.length, unknown }));
    else {
      out(`${chosen.length - unknown.length} ${action === 'retry' ? 'opnieuw in de rij' : 'losgelaten'}.`);
      for (const id of unknown) note(`Onbekend: ${printable(id)}`);
    }
    return unknown.length > 0 ? 1 : 0;
  },
};

function show(pending: readonly PendingDocument[], out: (line: string) => void): void {
  if (pending.length === 0) return out('Er wacht niets en er is niets mislukt.');
  for (const { id, collectionId, sourceId, state, attempts, fault, detail } of pending) {
    const tries = attempts === 0 ? '' : `, ${attempts} ${attempts === 1 ? 'poging' : 'pogingen'}`;
    out(printable(`${id}  ${collectionId}  ${sourceId}  ${state === 'failed' ? 'mislukt' : 'wacht'}${tries}`));
    if (fault !== null) out(printable(`      ${fault}: ${errorCatalogue[fault].message}${detail === null ? '' : ` (${detail})`}\n      ${errorCatalogue[fault].action}`));
  }
}

/** @returns the ids that are none of a failed document. */
async function retry(db: Database, ids: readonly string[]): Promise<string[]> {
  const queue = await openQueue(db, { onError: () => undefined });
  try {
    return await unknownOf(ids, (id) => retryPending(db, queue, id));
  } finally {
    await queue.close(0);
  }
}

function cancel(db: Database, ids: readonly string[]): Promise<string[]> {
  return unknownOf(ids, (id) => cancelPending(db, id));
}

async function unknownOf(ids: readonly string[], change: (id: string) => Promise<boolean>): Promise<string[]> {
  const unknown: string[] = [];
  for (const id of ids) {
    const isId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id);
    if (!isId || !(await change(id))) unknown.push(id);
  }
  return unknown;
}
