import type { Queryable } from '../../store/database.ts';
import { claimOf, type Group, OWN_ISSUER, type Role } from '../groups.ts';
import { inviteFirst } from './invitations.ts';

/** What is needed to set up all the rest. */
const FIRST_ROLES: readonly Role[] = ['employee', 'editor', 'reviewer', 'admin'];

/** Whether somebody manages this desk: with a key, with an account of its own that has a passkey, or as the municipality's provider last said. */
export async function hasAdmin(db: Queryable, groups: readonly Group[], now: Date): Promise<boolean> {
  const claims = groups.filter(({ roles }) => roles.includes('admin')).flatMap((group) => group.claims);
  const [found] = await db.query<{ is: boolean }>(
    `SELECT EXISTS (SELECT FROM api_keys WHERE is_admin AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $1))
       OR EXISTS (SELECT FROM people p WHERE p.disabled_at IS NULL AND CASE WHEN p.issuer = $2
         THEN $3 = ANY (p.claimed) AND EXISTS (SELECT FROM passkeys k WHERE k.person_id = p.id)
         ELSE p.claimed && $4::text[] END) AS "is"`,
    [now, OWN_ISSUER, claimOf('admin'), claims],
  );
  return found?.is === true;
}

/** @returns what the link of the first admin holds; undefined when there is an admin. Each call makes the former link void. */
export async function inviteFirstAdmin(db: Queryable, { groups, now }: { readonly groups: readonly Group[]; readonly now: Date }): Promise<{ token: string; expiresAt: Date } | undefined> {
  if (await hasAdmin(db, groups, now)) return undefined;
  // Not in the audit log: nobody did anything but start the desk. Who uses it is.
  return inviteFirst(db, FIRST_ROLES.map(claimOf), now);
}
