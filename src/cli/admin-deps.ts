import { readMetadata } from '../../ingest/metadata.ts';
import { BalieError } from '../errors.ts';
import type { AdminDeps, FactName } from '../http/admin-deps.ts';
import type { KeyHolder } from '../http/push-deps.ts';
import { closeSession, openSession, whoseSession } from '../identity/sessions.ts';
import { firstPending } from '../jobs/pending-page.ts';
import { lastRuns } from '../jobs/runs.ts';
import { collectionStates, findDocuments } from '../knowledge/attention.ts';
import { correctDocument } from '../knowledge/corrections.ts';
import { nearDuplicates } from '../knowledge/duplicates.ts';
import { editorDocument, editorOriginal } from '../knowledge/editor-document.ts';
import type { Database } from '../store/database.ts';
import { leftOutText } from './left-out.ts';

const ONE = { page: 1, pageSize: 1 };

/**
 * The pages for editors, over identity, knowledge and the queue.
 * @param narrowed a key with only the collections that the configuration still names.
 */
export function adminDeps(db: Database, narrowed: (key: KeyHolder) => KeyHolder): AdminDeps {
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
    overview: (collections) => collectionStates(db, collections, new Date()),
    async runs(collections) {
      const runs = (await lastRuns(db)).filter(({ collectionId }) => collections.includes(collectionId));
      return runs.map((run) => ({ ...run, leftOut: leftOutText(run.leftOut) }));
    },
    queue: (collection, limit) => firstPending(db, collection, { limit }),
    pending: (collection, sourceId) => firstPending(db, collection, { limit: 1, sourceId }),
    documents: (collection, request) => findDocuments(db, collection, { ...request, now: new Date() }),
    async document(collection, sourceId, passages) {
      const found = await editorDocument(db, collection, sourceId, passages);
      const like = found && (await nearDuplicates(db, [found.id])).get(found.id);
      // What is in other collections is not for everyone who may see this one.
      return found && { ...found, like: like?.collectionId === collection ? like : null };
    },
    original: (collection, sourceId) => editorOriginal(db, collection, sourceId),
    async correct(collection, sourceId, facts) {
      const found = await editorDocument(db, collection, sourceId, ONE);
      if (found === undefined) return false;
      const names = Object.keys(facts) as FactName[];
      const values = Object.fromEntries(names.map((name) => [name, facts[name].trim()]));
      const own = { title: found.title, ...found.metadata, ...(found.corrections.title !== undefined && { title: found.metadata.title }) };
      try {
        readMetadata(values);
        const corrections = names.map((name) => [name, values[name] === '' || values[name] === own[name] ? null : values[name]]);
        return await correctDocument(db, collection, sourceId, Object.fromEntries(corrections) as Record<FactName, string | null>);
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
