/** Who opens which routes: the one table that the guard goes by, and that `docs/roles.md` is made from. */
import type { ErrorCode } from '../../errors.ts';
import type { Role } from '../../identity/groups.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import { isEmployee } from './employees.ts';
import { EMPLOYEE_LOGIN_PATH, LOGIN_PATH } from './paths.ts';

interface Kind {
  /** How who asks is known: not at all, by a session, by that or by a key in a header, by such a key alone. */
  readonly by: 'nothing' | 'session' | 'session-or-key' | 'key';
  /** Whom it is for, of those who are known; of `by: nothing` whether it is for everybody. */
  readonly opens: (holder: KeyHolder) => boolean;
  /** What the others are told, by a key of theirs; see `refusalFor`. */
  readonly refusal: ErrorCode;
  /** Where a page sends who is not logged in. */
  readonly login?: string;
  /** `own`: it opens no more than what is theirs: what they made, or what their key or groups name. */
  readonly reach: 'all' | 'own';
}

const everyone = () => true;
const nobody = () => false;
const isKeeper = (holder: KeyHolder) => isEmployee(holder) && holder.person.roles.some((role) => role === 'editor' || role === 'admin');
const hasRole = ({ person }: KeyHolder, ...roles: readonly Role[]) => person?.roles.some((role) => roles.includes(role)) === true;
const isPerson = ({ person }: KeyHolder) => person !== undefined;

/** The strictest first: a request that meets more than one of them goes by that. */
export const KINDS = {
  /** For nobody: what nobody declared. */
  closed: { by: 'nothing', opens: nobody, refusal: 'login-required', reach: 'all' },
  /** Employees, logged in by name. */
  employee: { by: 'session', opens: isEmployee, refusal: 'employee-required', login: EMPLOYEE_LOGIN_PATH, reach: 'own' },
  /** What employees change of how they log in: as for managing the desk, they must have shown lately who they are. */
  account: { by: 'session', opens: isEmployee, refusal: 'employee-required', login: EMPLOYEE_LOGIN_PATH, reach: 'own' },
  /** Employees who keep what their colleagues work with: editors and admins of a group. */
  keeper: { by: 'session', opens: isKeeper, refusal: 'task-editor-required', login: EMPLOYEE_LOGIN_PATH, reach: 'own' },
  /** Pages to judge answers. */
  review: { by: 'session', opens: ({ isReviewer }) => isReviewer, refusal: 'review-key-required', login: LOGIN_PATH, reach: 'all' },
  /** Pages to ask for an opening of what people said, to decide of one, and to see what it shows: by name. */
  opening: { by: 'session', opens: (holder) => hasRole(holder, 'reviewer', 'editor', 'auditor', 'privacy-officer', 'admin'), refusal: 'opener-required', login: LOGIN_PATH, reach: 'own' },
  /** Pages for who watches over the desk: auditors, privacy officers and admins, by name. Nothing that was said stands on them. */
  oversee: { by: 'session', opens: (holder) => hasRole(holder, 'auditor', 'privacy-officer', 'admin'), refusal: 'overseer-required', login: LOGIN_PATH, reach: 'all' },
  /** Pages where requests of people about their own data are written down: privacy officers and admins, by name. Nothing that was said stands on them. */
  requests: { by: 'session', opens: (holder) => hasRole(holder, 'privacy-officer', 'admin'), refusal: 'request-keeper-required', login: LOGIN_PATH, reach: 'all' },
  /** Pages for privacy officers, by name. */
  privacy: { by: 'session', opens: (holder) => hasRole(holder, 'privacy-officer'), refusal: 'privacy-officer-required', login: LOGIN_PATH, reach: 'all' },
  /** What must be kept, whatever its age: for privacy officers and admins, by name. */
  hold: { by: 'session', opens: (holder) => hasRole(holder, 'privacy-officer', 'admin'), refusal: 'privacy-officer-required', login: LOGIN_PATH, reach: 'all' },
  /** Pages where is said, for the public, what the desk is: admins, by name. */
  factsheet: { by: 'session', opens: (holder) => hasRole(holder, 'admin'), refusal: 'admin-required', login: LOGIN_PATH, reach: 'all' },
  /** Pages to manage the desk. */
  manage: { by: 'session', opens: ({ isAdmin }) => isAdmin, refusal: 'admin-key-required', login: LOGIN_PATH, reach: 'all' },
  /** Pages of Beheer for whoever is logged in. */
  session: { by: 'session', opens: everyone, refusal: 'key-forbidden', login: LOGIN_PATH, reach: 'own' },
  /** The API to manage the desk. */
  admin: { by: 'session-or-key', opens: ({ isAdmin }) => isAdmin, refusal: 'admin-key-required', reach: 'all' },
  /** The API for documents. */
  documents: { by: 'session-or-key', opens: ({ collections }) => collections.length > 0, refusal: 'key-forbidden', reach: 'own' },
  /** What a key is told of itself. */
  key: { by: 'session-or-key', opens: (holder) => !isPerson(holder), refusal: 'key-forbidden', reach: 'own' },
  /** Programs that call a model or an assistant, in the words of others' APIs. */
  program: { by: 'key', opens: ({ models, assistants }) => models.length + assistants.length > 0, refusal: 'key-forbidden', reach: 'own' },
  /** Programs that call a model where no assistant answers. */
  model: { by: 'key', opens: ({ models }) => models.length > 0, refusal: 'key-forbidden', reach: 'own' },
  /** For who has a secret that is neither key nor session: the route itself looks at that. No role has it. */
  secret: { by: 'nothing', opens: nobody, refusal: 'key-invalid', reach: 'all' },
  public: { by: 'nothing', opens: everyone, refusal: 'login-required', reach: 'all' },
} as const satisfies Record<string, Kind>;

/** Whom a route is for. */
export type Access = keyof typeof KINDS;

const STRICTEST_FIRST = Object.keys(KINDS) as Access[];

export const kindOf = (access: Access): Kind => KINDS[access];

export function strictest(kinds: ReadonlySet<Access>): Access | undefined {
  return STRICTEST_FIRST.find((kind) => kinds.has(kind));
}

/** Whether a route is for a holder at all. Where its path names a `:collection`, that must be one of theirs: who has none has no such thing. */
export function mayOpen(access: Access, path: string, holder: KeyHolder): boolean {
  return kindOf(access).opens(holder) && (!path.split('/').includes(':collection') || holder.collections.length > 0);
}

const IN_PERSON: Partial<Record<ErrorCode, ErrorCode>> = {
  'key-forbidden': 'group-forbidden',
  'admin-key-required': 'admin-required',
  'review-key-required': 'reviewer-required',
};

/** What somebody is told who may not: a person has no key, and rights by their groups. */
export function refusalFor({ person }: KeyHolder, code: ErrorCode): ErrorCode {
  return (person && IN_PERSON[code]) ?? code;
}
