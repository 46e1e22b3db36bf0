import type { Config } from '../../config/config.ts';
import type { AdminDeps } from '../../http/staff-deps.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import type { WhoseSession } from '../../identity/logins/live.ts';
import { closeSession, openSession } from '../../identity/sessions.ts';
import { nameOf } from '../../identity/who.ts';
import { removeKept } from '../../jobs/remove-kept.ts';
import { lastRuns } from '../../jobs/runs.ts';
import { collectionStates, findDocuments } from '../../knowledge/documents/attention.ts';
import { contradictionIn, type Corrections, correctWhatDiffers } from '../../knowledge/documents/corrections.ts';
import { nearDuplicates } from '../../knowledge/documents/duplicates.ts';
import { dutchDay } from '../../knowledge/day.ts';
import { editorDocument, editorOriginal } from '../../knowledge/documents/editor-document.ts';
import { checkMetadata } from '../../knowledge/metadata-rules.ts';
import type { Database } from '../../store/database.ts';
import { leftOutText } from '../ingest/left-out.ts';

interface Declared {
  /** Titles of the collections that the configuration names, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** A key with only those. */
  readonly narrowed: (key: KeyHolder) => KeyHolder;
  readonly who: WhoseSession;
  /** What employees may. */
  readonly groups: Config['groups'];
}

/** The pages for editors, over identity, knowledge and the queue. */
export function adminDeps(db: Database, { titles, narrowed, who, groups }: Declared): AdminDeps {
  return {
    sessions: {
      async open(keyToken) {
        const opened = await openSession(db, keyToken, new Date());
        return opened && { ...opened, key: narrowed(opened.key) };
      },
      async who(token, onRotated) {
        const key = await who(token, onRotated);
        return key && narrowed(key);
      },
      close: (token) => closeSession(db, token),
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
    async document(collection, sourceId, passages) {
      const found = await editorDocument(db, collection, sourceId, { ...passages, on: dutchDay(new Date()) });
      // What is in other collections is not for everyone who may see this one.
      const like = found && (await nearDuplicates(db, [found.id], collection)).get(found.id);
      return found && { ...found, like: like ?? null };
    },
    original: (collection, sourceId) => editorOriginal(db, collection, sourceId),
    async correct(collection, sourceId, facts) {
      const values = Object.entries(facts).map(([name, value]) => [name, value.trim()] as const);
      const checked = checkMetadata(Object.fromEntries(values.filter(([, value]) => value !== '')));
      if ('faults' in checked) return { invalid: checked.faults };
      const corrections: Corrections = Object.fromEntries(values.map(([name, value]) => [name, value === '' ? null : value]));
      return correctWhatDiffers(db, collection, sourceId, corrections).catch((error: unknown) => ({ invalid: [contradictionIn(error)] }));
    },
  };
}
