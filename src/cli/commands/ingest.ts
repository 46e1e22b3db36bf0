import { previewPath } from '../../../ingest/preview.ts';
import type { IngestEvent } from '../../../ingest/look/run.ts';
import { ingestPath } from '../../../ingest/sync.ts';
import { listCollections, syncCollections } from '../../knowledge/collections.ts';
import { listPassages } from '../../knowledge/documents/documents.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { removeMissingCommand, requireCollections } from '../collections.ts';
import { command, WrongUse } from '../command.ts';
import { asJson, describeEvent, explainPassages, summarise, timeLeft } from '../ingest/lines.ts';
import { printable } from '../printable.ts';
import { isPlaceName, placeOf } from '../ingest/place.ts';

const usage = 'PAD --collection NAAM [--name NAAM] [--dry-run] [--explain] [--remove-missing]\n         balie ingest PAD --dry-run [--explain]';
/** Where nothing is stored, every document is new. */
const nothingStored: Queryable = { query: () => Promise.resolve([]) };

export const ingest = command({
  name: 'ingest',
  summary: 'Leest documenten in: een bestand, of een map met alles wat erin zit.',
  usage,
  options: {
    collection: { type: 'string' },
    name: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
    'remove-missing': { type: 'boolean', default: false },
  },
  async run({ values, positionals, json, config, database, out, note, signal, pool }) {
    const [path, ...rest] = positionals;
    const collection = values['collection'];
    const isTrial = values['dry-run'] === true;
    const isMissing = typeof collection !== 'string' || collection === '';
    if (path === undefined || rest.length > 0) throw new WrongUse();
    if (isMissing && !isTrial) throw new WrongUse('--collection ontbreekt.');
    const output = { json, explain: values['explain'] === true, out, note };
    if (isMissing) return preview(nothingStored, { path, collection: '', signal, ...(pool && { pool }) }, output);
    const name = typeof values['name'] === 'string' ? values['name'] : undefined;
    if (name !== undefined && !isPlaceName(name)) throw new WrongUse('--name: hoogstens 64 tekens, zonder : / en \\.', { showsUsage: false });
    const folder = config.collections.find((declared) => declared.id === collection)?.folder;
    const db = await database();
    // On a new installation nobody has declared the collections yet. Otherwise that is the server's to do: this command
    // may have been started with another configuration.
    if ((await listCollections(db)).length === 0) await syncCollections(db, config.collections);
    await requireCollections(db, [collection], ({ declared }) => declared);
    const place = await placeOf(db, { path, collection, folder, name, isTrial });
    const request = { path, collection, ...place, ...(pool && { pool }), removeMissing: values['remove-missing'] === true, signal };
    // A place of its own has a name before its documents; the collection's own folder has none.
    const removal = removeMissingCommand(collection, place.sourcePrefix === undefined ? undefined : { path });
    if (isTrial) return preview(db, request, { ...output, removal });
    return bringIn(db, request, { ...output, removal });
  },
});

interface Output {
  readonly json: boolean;
  readonly explain: boolean;
  readonly out: (line: string) => void;
  readonly note: (line: string) => void;
  /** The command that removes what is gone. */
  readonly removal?: string;
}

async function preview(db: Queryable, request: Parameters<typeof previewPath>[1], { json, explain, out, removal }: Output): Promise<0 | 1> {
  const kept: string[] = [];
  const counts = { looked: 0, new: 0, changed: 0, unchanged: 0, removed: 0, cancelled: 0, passages: 0, kept };
  const failed: { file: string; error: NonNullable<IngestEvent['error']> }[] = [];
  const documents: object[] = [];
  for await (const { passages = [], outcome, isInside = false, ...found } of previewPath(db, request)) {
    if (outcome === 'kept') {
      kept.push(found.sourceId);
      continue;
    }
    if (!isInside && outcome !== 'removed') counts.looked += 1;
    if (outcome !== 'failed') counts[outcome] += 1;
    else if (found.error !== undefined) failed.push({ file: found.sourceId, error: found.error });
    counts.passages += passages.length;
    const event = { ...found, outcome, ...(['new', 'changed'].includes(outcome) && { passages: passages.length }) };
    if (json) documents.push(asJson(event, explain ? passages : undefined));
    else for (const line of [describeEvent(event), ...(explain ? explainPassages(passages) : [])]) out(printable(line));
  }
  return summarise({ ...counts, failed }, { json, out, isTrial: true, documents, removal });
}

async function bringIn(db: Database, request: Parameters<typeof ingestPath>[1], { json, explain, out, note, removal }: Output): Promise<0 | 1> {
  const events: IngestEvent[] = [];
  const left = timeLeft(note);
  const result = await ingestPath(db, {
    ...request,
    onProgress: (event) => {
      if (json || explain) events.push(event);
      else out(printable(describeEvent(event)));
      left(event);
    },
  });
  // What a document has become is known when it is in.
  const documents: object[] = [];
  for (const event of events) {
    const passages = explain ? await listPassages(db, request.collection, event.sourceId) : undefined;
    if (json) documents.push(asJson(event, passages));
    else for (const line of [describeEvent(event), ...explainPassages(passages ?? [])]) out(printable(line));
  }
  return summarise(result, { json, out, documents, removal });
}
