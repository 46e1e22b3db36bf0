import { isConversation } from '../../audit/conversation-person.ts';
import { findPerson } from '../../identity/people.ts';
import { namesOf } from '../../identity/who.ts';
import type { RetentionDeps } from '../../http/retention-deps.ts';
import { createHolds } from '../../retention/holds.ts';
import { type Keeps, keepsOf, ofAssistant } from '../../retention/plan.ts';
import type { Retention } from '../../retention/retention.ts';
import type { Database } from '../../store/database.ts';
import type { Desk } from '../desk/desk.ts';

interface Parts {
  readonly db: Database;
  readonly desk: Pick<Desk, 'auditKey' | 'recordAct' | 'assistants'>;
  /** The one that residents ask. */
  readonly assistant: string;
}

/** How long data is kept, for the pages that tell of it and for who watches over it. */
export function keptDeps(retention: Retention, { db, desk, assistant }: Parts): { readonly keeps: () => Keeps; readonly deps: RetentionDeps } {
  return {
    keeps: () => keepsOf(retention.rules(), [...desk.assistants.values()], assistant),
    deps: {
      inForce: retention.inForce,
      look: retention.look,
      last: retention.last,
      at: () => retention.rules().at,
      // Who is asked by an employee without being of the installation is so by a task.
      keptFor: (name) => ofAssistant(retention.rules(), { name, audience: desk.assistants.get(name)?.audience ?? 'employee' }),
      holds: createHolds({ db, masterKey: desk.auditKey, now: () => new Date(), record: desk.recordAct }),
      person: (given) => findPerson(db, given),
      isConversation: (id) => isConversation(db, id),
      namesOf: (ids) => namesOf(db, ids),
    },
  };
}
