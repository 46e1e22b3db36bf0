import { randomUUID } from 'node:crypto';
import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { type Group, OWN_ISSUER } from '../groups.ts';
import { closeSessionsOf, openPersonSession } from '../sessions.ts';
import type { ActBy, RecordAct } from './acts.ts';
import { newChallenge, takeLogin, takeMaking } from './challenges.ts';
import { hasAdmin } from './first-admin.ts';
import { findInvitation, type Invitation, invitationHash, useInvitation } from './invitations.ts';
import { addPasskey, credentialsOf, findPasskey, notePasskey, passkeysOf, type PasskeyView, removePasskey } from './passkeys.ts';
import {
  type AuthenticationResponseJSON, challengeIn, checkAssertion, checkCreation, creationOptions, type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON, type RegistrationResponseJSON, type RelyingParty, requestOptions,
} from './webauthn.ts';

/** Who makes a passkey: with an invitation, or somebody who is logged in. */
export type Maker = { readonly invitation: string; readonly name: string | undefined } | { readonly personId: string };

export type Accounts = ReturnType<typeof createAccounts>;

interface Parts {
  readonly db: Database;
  readonly record: RecordAct;
  /** Of the configuration: whether there is an admin already. */
  readonly groups: readonly Group[];
  readonly now?: () => Date;
}

/** Accounts of the desk itself: people who log in with a passkey. */
export function createAccounts({ db, record, groups, now = () => new Date() }: Parts) {
  /** @throws BalieError `invitation-invalid`. */
  async function holding(token: string, look: (hash: Buffer) => Promise<Invitation | undefined>, tx: Queryable = db): Promise<Invitation & { readonly hash: Buffer }> {
    const hash = invitationHash(token);
    const found = hash && (await look(hash));
    // Somebody became an admin in another way: whoever found the first link in the meantime does not become one too.
    if (hash === undefined || found === undefined || (found.isFirst && (await hasAdmin(tx, groups, now())))) throw new BalieError('invitation-invalid');
    return { ...found, hash };
  }
  const read = (token: string) => holding(token, (hash) => findInvitation(db, hash, now()));

  async function make(tx: Queryable, { personId, name }: { readonly personId: string; readonly name: string }, claimed: readonly string[]): Promise<void> {
    await tx.query('INSERT INTO people (id, issuer, subject, name, claimed, created_at, seen_at) VALUES ($1::uuid, $2, $1::uuid::text, $3, $4, $5, $5)', [personId, OWN_ISSUER, name, claimed, now()]);
  }

  return {
    /** What a link is for. @throws BalieError `invitation-invalid`. */
    invitation: (token: string): Promise<Invitation> => read(token),

    /** @throws BalieError `invitation-invalid`, `name-missing`. */
    async startMaking(rp: RelyingParty, maker: Maker): Promise<PublicKeyCredentialCreationOptionsJSON> {
      const invited = 'invitation' in maker ? await read(maker.invitation) : undefined;
      const personId = 'personId' in maker ? maker.personId : (invited?.personId ?? randomUUID());
      const name = 'personId' in maker ? await nameOf(db, personId) : nameFor(invited, maker.name);
      const challenge = await newChallenge(db, { personId, invitation: invited?.hash ?? null }, now());
      return creationOptions(rp, { id: personId, name, has: await credentialsOf(db, personId) }, challenge);
    },

    /**
     * Keeps the passkey, and with an invitation makes the account that it is for, or finds it, and logs in.
     * @param label what its owner calls it.
     * @returns the token of the new session; undefined for who was logged in already.
     * @throws BalieError `passkey-unusable`, `passkey-known`, `passkey-too-many`, `invitation-invalid`, `name-missing`.
     */
    async finishMaking(rp: RelyingParty, maker: Maker, { response, label }: { readonly response: RegistrationResponseJSON; readonly label: string }): Promise<string | undefined> {
      const challenge = challengeIn(response);
      const making = await takeMaking(db, challenge, now());
      const isTheirs = 'personId' in maker ? making?.invitation === null && making.personId === maker.personId : making?.invitation?.equals(invitationHash(maker.invitation) ?? Buffer.of()) === true;
      if (making === undefined || !isTheirs) throw new BalieError('passkey-unusable');
      const { personId } = making;
      const made = { ...(await checkCreation(rp, response, challenge)), name: label };
      return db.transaction(async (tx) => {
        const by: ActBy = 'personId' in maker ? { byPerson: personId } : { byInvitation: true };
        if ('personId' in maker) {
          await record(tx, { kind: 'passkey.added', facts: { person: personId, passkey: await addPasskey(tx, personId, made, now()), ...by } });
          return undefined;
        }
        const invited = await holding(maker.invitation, (hash) => useInvitation(tx, hash, now()), tx);
        const isNew = invited.personId === null;
        if (isNew) await make(tx, { personId, name: nameFor(invited, maker.name) }, invited.claimed);
        const passkey = await addPasskey(tx, personId, made, now());
        const session = await openPersonSession(tx, personId, now());
        if (isNew) await record(tx, { kind: 'person.made', facts: { person: personId, claims: invited.claimed, isFirst: invited.isFirst, ...by } });
        await record(tx, { kind: 'passkey.added', facts: { person: personId, passkey, ...by } });
        return session;
      });
    },

    async startLogin(rp: RelyingParty): Promise<PublicKeyCredentialRequestOptionsJSON> {
      return requestOptions(rp, await newChallenge(db, undefined, now()));
    },

    /** @returns the token of the new session. @throws BalieError `passkey-refused`, whatever the cause. */
    async finishLogin(rp: RelyingParty, response: AuthenticationResponseJSON): Promise<string> {
      const challenge = challengeIn(response);
      const known = (await takeLogin(db, challenge, now())) ? await findPasskey(db, Buffer.from(response.id, 'base64url')) : undefined;
      if (known === undefined) throw new BalieError('passkey-refused');
      const counter = await checkAssertion(rp, response, challenge, known);
      return db.transaction(async (tx) => {
        const seen = await tx.query('UPDATE people SET seen_at = $2 WHERE id = $1 AND disabled_at IS NULL RETURNING id', [known.personId, now()]);
        if (seen.length === 0 || !(await notePasskey(tx, known.id, counter, now()))) throw new BalieError('passkey-refused');
        return openPersonSession(tx, known.personId, now());
      });
    },

    /** Undefined for who has no account of the desk itself. */
    passkeys: (personId: string): Promise<PasskeyView[] | undefined> => passkeysOf(db, personId),

    /** Removes one and ends all their sessions but this: one may be open where it is. @returns false when there is none. @throws BalieError `passkey-last`. */
    remove: (personId: string, passkeyId: string, session: string): Promise<boolean> =>
      db.transaction(async (tx) => {
        if (!(await removePasskey(tx, personId, passkeyId))) return false;
        await closeSessionsOf(tx, personId, session);
        await record(tx, { kind: 'passkey.removed', facts: { person: personId, passkey: passkeyId, byPerson: personId } });
        return true;
      }),
  };
}

/** @throws BalieError `account-elsewhere` for who logs in with the municipality's provider. */
async function nameOf(db: Queryable, personId: string): Promise<string> {
  const [person] = await db.query<{ name: string }>('SELECT name FROM people WHERE id = $1 AND issuer = $2 AND disabled_at IS NULL', [personId, OWN_ISSUER]);
  if (person === undefined) throw new BalieError('account-elsewhere');
  return person.name;
}

/** Only who is the first says who they are: of others it was said. */
function nameFor(invited: Pick<Invitation, 'name'> | undefined, said: string | undefined): string {
  const name = invited?.name ?? said;
  if (name === undefined) throw new BalieError('name-missing');
  return name;
}
