import { readMetadata } from '../../../ingest/metadata.ts';
import { BalieError } from '../../errors.ts';
import type { AdminDeps } from '../../http/staff-deps.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import { closeSession, openSession, whoseSession } from '../../identity/sessions.ts';
import { removeKept } from '../../jobs/remove-kept.ts';
import { lastRuns } from '../../jobs/runs.ts';
import { collectionStates, findDocuments } from '../../knowledge/documents/attention.ts';
import { type Corrections, correctWhatDiffers } from '../../knowledge/documents/corrections.ts';
import { nearDuplicates } from '../../knowledge/documents/duplicates.ts';
import { dutchDay } from '../../knowledge/day.ts';
import { editorDocument, editorOriginal } from '../../knowledge/documents/editor-document.ts';
import type { Database } from '../../store/database.ts';
import { leftOutText } from '../ingest/left-out.ts';

interface Declared {
  /** Titles of the collections that the configuration names, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** A key with only those. */
  readonly narrowed: (key: KeyHolder) => KeyHolder;
}

/** The pages for editors, over identity, knowledge and the queue. */
export function adminDeps(db: Database, { titles, narrowed }: Declared): AdminDeps {
  return {
    sessions: {
      async open(keyToken) {
        const opened = await openSession(db, keyToken, new Date());
        return opened && { ...opened, key: narrowed(opened.key) };
      },
      async who(token) {
        const key = await whoseSession(db, token, new Date());
        return key && narrowed(key);
      },
      close: (token) => closeSession(db, token),
    },
    title: (collection) => titles.get(collection),
    overview: (collections) => collectionStates(db, collections, new Date()),
    async runs(collections) {
      const runs = await lastRuns(db, collections);
      return runs.map((run) => ({ ...run, leftOut: leftOutText(run.leftOut) }));
    },
    removeKept: (collection, runId, limit) => removeKept(db, collection, runId, limit),
    documents: (collection, request) => findDocuments(db, collection, { ...request, now: new Date() }),
    async document(collection, sourceId, passages) {
      const found = await editorDocument(db, collection, sourceId, { ...passages, on: dutchDay(new Date()) });
      // What is in other collections is not for everyone who may see this one.
      const like = found && (await nearDuplicates(db, [found.id], collection)).get(found.id);
      return found && { ...found, like: like ?? null };
    },
    original: (collection, sourceId) => editorOriginal(db, collection, sourceId),
    async correct(collection, sourceId, facts) {
      const values = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, value.trim()]));
      try {
        readMetadata(values);
        const corrections = Object.entries(values).map(([name, value]) => [name, value === '' ? null : value]);
        return await correctWhatDiffers(db, collection, sourceId, Object.fromEntries(corrections) as Corrections);
      } catch (error) {
        return { invalid: paramsOf(error) };
      }
    },
  };
}

/** The fields at fault, each with what is wrong. @throws what is no fault of the fields. */
function paramsOf(error: unknown): { name: string; reason: string }[] {
  if (!(error instanceof BalieError) || error.code !== 'document-metadata-invalid') throw error;
  return (error.detail ?? '').split('; ').map((fault) => {
    const [name = '', ...reason] = fault.split(' ');
    return { name, reason: reason.join(' ') };
  });
}
