import type { Config } from '../../config/config.ts';
import type { DocumentChangeDeps } from '../../http/document-deps.ts';
import type { AdminDeps } from '../../http/staff-deps.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import type { OpenByKey } from '../../identity/logins/by-key.ts';
import type { WhoseSession } from '../../identity/logins/live.ts';
import { nameOf } from '../../identity/who.ts';
import { removeKept } from '../../jobs/remove-kept.ts';
import { lastRuns } from '../../jobs/runs.ts';
import { collectionStates, findDocuments } from '../../knowledge/documents/attention.ts';
import { nearDuplicates } from '../../knowledge/documents/duplicates.ts';
import { dutchDay } from '../../dutch-time.ts';
import { editorDocument, editorOriginal } from '../../knowledge/documents/editor-document.ts';
import { READABLE } from '../../knowledge/readers.ts';
import type { Database } from '../../store/database.ts';
import type { Desk } from '../desk/desk.ts';
import { leftOutText } from '../ingest/left-out.ts';

interface Declared {
  /** Titles of the collections that the configuration names, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** A key with only those. */
  readonly narrowed: (key: KeyHolder) => KeyHolder;
  readonly openByKey: OpenByKey;
  readonly who: WhoseSession;
  /** What employees may. */
  readonly groups: Config['groups'];
  /** What is done with documents by hand. */
  readonly changing: DocumentChangeDeps;
  /** A passage as an answer may use it. */
  readonly screened: Desk['screened'];
  /** Who may read each collection. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
}

/** The pages for editors, over identity, knowledge and the queue. */
export function adminDeps(db: Database, { titles, narrowed, openByKey, who, groups, changing, screened, readers }: Declared): AdminDeps {
  return {
    sessions: {
      async open(keyToken, before) {
        const opened = await openByKey(keyToken, before);
        return opened && { ...opened, key: narrowed(opened.key) };
      },
      async who(session, door) {
        const key = await who(session, door);
        return key && narrowed(key);
      },
    },
    title: (collection) => titles.get(collection),
    groupTitle: (group) => groups.find(({ id }) => id === group)?.title ?? group,
    nameOf: (id) => nameOf(db, id),
    overview: (collections) => collectionStates(db, collections, new Date()),
    async runs(collections) {
      const runs = await lastRuns(db, collections);
      return runs.map((run) => ({ ...run, leftOut: leftOutText(run.leftOut) }));
    },
    removeKept: (collection, runId, limit) => removeKept(db, collection, runId, limit),
    documents: (collection, request) => findDocuments(db, collection, { ...request, now: new Date() }),
    async document(collection, sourceId, page) {
      const found = await editorDocument(db, collection, sourceId, { ...page, on: dutchDay(new Date()) });
      // What is in other collections is not for everyone who may see this one.
      const like = found && (await nearDuplicates(db, [found.id], collection)).get(found.id);
      if (found === undefined) return undefined;
      const passages = found.passages.map((passage) => {
        const before = { ...passage, title: found.title };
        const shown = screened(before);
        return { ...passage, ...(shown !== before && { shown }) };
      });
      return { ...found, passages, like: like ?? null, isForResidents: READABLE.resident.some((reader) => readers.get(collection)?.includes(reader)) };
    },
    original: (collection, sourceId) => editorOriginal(db, collection, sourceId),
    ...changing,
  };
}
