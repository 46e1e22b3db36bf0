import type { Queryable } from '../../store/database.ts';

/** Who changes something of accounts: somebody who is logged in, who was invited, with an admin's key, or on the machine itself, by the name of an account there. */
export type ActBy = { readonly byPerson: string } | { readonly byKey: string } | { readonly byInvitation: true } | { readonly byUser: string };

/** A change of accounts, as it is recorded. Names are not in it: what is recorded cannot be erased. */
interface PersonAct {
  readonly kind: 'person.invited' | 'person.made' | 'person.disabled' | 'person.enabled' | 'person.logged-out' | 'passkey.added' | 'passkey.removed';
  readonly facts: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** Records an act in the transaction that does it, as the last thing in that. @throws to undo the change with it. */
export type RecordAct = (tx: Queryable, act: PersonAct) => Promise<void>;
