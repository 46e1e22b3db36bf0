import { randomUUID } from 'node:crypto';
import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { type Group, OWN_ISSUER } from '../groups.ts';
import type { RecordLogin } from '../logins/acts.ts';
import type { RecordRefusal } from '../logins/refused.ts';
import { closeSessionsOf, openPersonSession, takeSession } from '../sessions.ts';
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

/** A passkey as it was made. */
interface MadePasskey {
  readonly response: RegistrationResponseJSON;
  /** What its owner calls it. */
  readonly label: string;
  /** The session that the browser has; empty for none. */
  readonly before: string;
}

/** Why somebody does not get in; what else goes wrong is of the desk itself. */
const REFUSALS: ReadonlySet<string> = new Set(['passkey-refused', 'passkey-unusable', 'invitation-invalid']);

export type Accounts = ReturnType<typeof createAccounts>;

interface Parts {
  readonly db: Database;
  readonly record: RecordAct & RecordLogin;
  readonly refused: RecordRefusal;
  /** Of the configuration: whether there is an admin already. */
  readonly groups: readonly Group[];
  readonly now?: () => Date;
}

/** Accounts of the desk itself: people who log in with a passkey. */
export function createAccounts({ db, record, refused, groups, now = () => new Date() }: Parts) {
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

  /** Whoever does not get in is in the audit log, by the cause alone. */
  async function recordingRefusal<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof BalieError && REFUSALS.has(error.code)) await refused(error.code);
      throw error;
    }
  }

  /**
   * A session of who has just shown who they are. What the browser held before is over: a session is never carried into another login.
   * @returns its token, and as what it is recorded: of who was in already, that they showed it anew.
   */
  async function enter(tx: Queryable, personId: string, before: string): Promise<{ readonly session: string; readonly kind: 'login.opened' | 'login.confirmed' }> {
    // This first: it sweeps those that are over.
    const session = await openPersonSession(tx, personId, now());
    return { session, kind: (await takeSession(tx, before))?.personId === personId ? 'login.confirmed' : 'login.opened' };
  }

  async function finishMaking(rp: RelyingParty, maker: Maker, { response, label, before }: MadePasskey): Promise<string | undefined> {
    const challenge = await challengeIn(response);
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
      const { session, kind } = await enter(tx, personId, before);
      if (isNew) await record(tx, { kind: 'person.made', facts: { person: personId, claims: invited.claimed, isFirst: invited.isFirst, ...by } });
      await record(tx, { kind: 'passkey.added', facts: { person: personId, passkey, ...by } });
      await record(tx, { kind, facts: { person: personId, passkey } });
      return session;
    });
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
     * @returns the token of the new session; undefined for who was logged in already.
     * @throws BalieError `passkey-unusable`, `passkey-known`, `passkey-too-many`, `invitation-invalid`, `name-missing`.
     */
    finishMaking(rp: RelyingParty, maker: Maker, made: MadePasskey): Promise<string | undefined> {
      return 'personId' in maker ? finishMaking(rp, maker, made) : recordingRefusal(() => finishMaking(rp, maker, made));
    },

    async startLogin(rp: RelyingParty): Promise<PublicKeyCredentialRequestOptionsJSON> {
      return requestOptions(rp, await newChallenge(db, undefined, now()));
    },

    /** @param before the session that the browser has; empty for none. @returns the token of the new one. @throws BalieError `passkey-refused`, whatever the cause. */
    finishLogin(rp: RelyingParty, response: AuthenticationResponseJSON, before: string): Promise<string> {
      return recordingRefusal(async () => {
        const challenge = await challengeIn(response);
        const known = (await takeLogin(db, challenge, now())) ? await findPasskey(db, Buffer.from(response.id, 'base64url')) : undefined;
        if (known === undefined) throw new BalieError('passkey-refused');
        const counter = await checkAssertion(rp, response, challenge, known);
        return db.transaction(async (tx) => {
          const seen = await tx.query('UPDATE people SET seen_at = $2 WHERE id = $1 AND disabled_at IS NULL RETURNING id', [known.personId, now()]);
          if (seen.length === 0 || !(await notePasskey(tx, known.id, counter, now()))) throw new BalieError('passkey-refused');
          const { session, kind } = await enter(tx, known.personId, before);
          await record(tx, { kind, facts: { person: known.personId, passkey: known.id } });
          return session;
        });
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
