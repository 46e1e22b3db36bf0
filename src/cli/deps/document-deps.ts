import { createConsoleChanges, type Why } from '../../audit/console-changes.ts';
import type { RecordAct } from '../../audit/management-log.ts';
import type { DocumentChangeDeps, DoneBy } from '../../http/document-deps.ts';
import type { Push } from '../../jobs/push.ts';
import type { NoteRemoved } from '../../jobs/remove.ts';
import { chosenDocuments } from '../../knowledge/documents/chosen.ts';
import { contradictionIn, type Corrections, correctWhatDiffers } from '../../knowledge/documents/corrections.ts';
import { documentId } from '../../knowledge/text.ts';
import { checkMetadata, type MetadataField } from '../../knowledge/metadata-rules.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { BalieError } from '../../errors.ts';

interface Parts {
  readonly db: Database;
  readonly push: Pick<Push, 'remove' | 'removeAll' | 'staysOut' | 'isByHand'>;
  readonly record: RecordAct;
  readonly auditKey: Buffer;
}

/** What people do with documents by hand: each document is an act in the log, in the transaction that changes it. */
export function documentDeps({ db, push, record, auditKey }: Parts): DocumentChangeDeps {
  const changes = createConsoleChanges({ db, masterKey: auditKey, now: () => new Date() });

  /** Removes, and writes that down. */
  function removing(collection: string, by: DoneBy, act: RecordAct): NoteRemoved {
    return async (tx, removed) => {
      for (const { sourceId, gone } of removed) {
        const parts = gone.length - 1;
        await act(tx, { kind: 'document.removed', facts: { name: documentId(collection, sourceId), collection, ...(parts > 0 && { parts }), ...by } });
      }
    };
  }

  function correcting(collection: string, fields: readonly string[], by: DoneBy, act: RecordAct) {
    return async (tx: Queryable, ids: readonly string[]) => {
      for (const id of ids) await act(tx, { kind: 'document.corrected', facts: { name: id, collection, fields: [...fields], ...by } });
    };
  }

  async function correct(collection: string, ids: readonly string[], facts: Readonly<Partial<Record<MetadataField, string>>>, by: DoneBy, act: RecordAct): Promise<number | Awaited<ReturnType<DocumentChangeDeps['correctChosen']>>> {
    const values = Object.entries(facts).map(([name, value]) => [name, value.trim()] as const);
    const checked = checkMetadata(Object.fromEntries(values.filter(([, value]) => value !== '')));
    if ('faults' in checked) return { invalid: checked.faults };
    const corrections: Corrections = Object.fromEntries(values.map(([name, value]) => [name, value === '' ? null : value]));
    const note = values.length === 0 ? async () => undefined : correcting(collection, values.map(([name]) => name), by, act);
    try {
      return await correctWhatDiffers(db, { collectionId: collection, ids, corrections, note });
    } catch (error) {
      return { invalid: [contradictionIn(error)], ...(error instanceof BalieError && error.detail !== undefined && { id: error.detail }) };
    }
  }

  return {
    async correct(collection, sourceId, facts, by) {
      const done = await correct(collection, [documentId(collection, sourceId)], facts, by, record);
      return typeof done === 'number' ? done > 0 : done;
    },
    remove: (collection, sourceId, by) => push.remove(collection, sourceId, removing(collection, by, record)),
    async chosen(collection, ids) {
      const found = await chosenDocuments(db, collection, ids);
      return found.map(({ source, ...document }) => ({ ...document, staysOut: push.staysOut(collection, source), isFromFolder: push.isByHand(collection, source) }));
    },
    correctChosen: (collection, ids, facts, by, why) => correct(collection, ids, facts, by, changes.explained(record, whyOf(by, why))),
    async removeChosen(collection, ids, by, why) {
      const found = await chosenDocuments(db, collection, ids);
      return push.removeAll(collection, found.map(({ sourceId }) => sourceId), removing(collection, by, changes.explained(record, whyOf(by, why))));
    },
  };
}

function whyOf({ byKey, byPerson }: DoneBy, reason: string): Why {
  return { reason, by: byKey ?? byPerson ?? '' };
}
