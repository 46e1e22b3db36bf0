import { isUuid } from '../uuid.ts';
import type { Facts } from './chain.ts';
import type { Channel, Origin } from './origin.ts';

/** Who did something. Residents have no number: it is not known who they are. */
interface Actor {
  readonly type: 'resident' | 'person' | 'key' | 'user' | 'system';
  readonly id?: string;
}

/** What each entry says in the same words, whatever happened (BIO2 8.15). The action is its `kind`, the moment its `at`. */
export interface Canonical {
  readonly actor: Actor;
  readonly object: { readonly type: string; readonly id?: string };
  /** `done`, `refused`, `failed`, or the outcome of a turn or call. */
  readonly result: string;
  readonly origin: Origin;
}

interface Told {
  readonly kind: string;
  readonly turnId?: string;
  readonly callId?: string;
  readonly facts: Facts;
  readonly origin?: Origin | undefined;
}

/** Acts by which facts their object is named, where that is not the first word of their kind. */
const NAMED_BY: Readonly<Record<string, string>> = { 'key-group': 'group', 'own-case': 'case', review: 'turn', replay: 'name', login: 'person', passkey: 'person' };
/** What employees do at their work, not in Beheer. */
const AT_WORK = /^(?:turn|share|report|task|prompt|recipe|file)[.]/;
const BY_ASKER = new Set(['turn.received', 'turn.feedback', 'turn.erased', 'handover.requested']);

/** Derived from what is recorded anyway: what two places say, they could say differently. */
export function canonical(told: Told): Canonical {
  const { kind, facts } = told;
  const actor = actorOf(told);
  return { actor, object: objectOf(told), result: textIn(facts, 'outcome') ?? resultOf(kind), origin: originOf(actor, told) };
}

function actorOf({ kind, facts, origin }: Told): Actor {
  const doer = textIn(facts, 'byPerson') ?? textIn(facts, 'byKey');
  if (doer !== undefined) return { type: isUuid(doer) ? 'person' : 'key', id: doer };
  const user = textIn(facts, 'byUser');
  if (user !== undefined) return { type: 'user', id: user };
  const [person, key] = [textIn(facts, 'person'), textIn(facts, 'key')];
  if (kind.startsWith('login.') && key !== undefined) return { type: 'key', id: key };
  // Who logs in does so by themselves; of a login that was refused it is not known who it was.
  if (kind.startsWith('login.') || facts['byInvitation'] === true) return { type: 'person', ...(person !== undefined && { id: person }) };
  // Erasing is done by who asked, or for who asked: then it is an officer, named above.
  if (kind !== 'call.received' && !BY_ASKER.has(kind) && facts['by'] !== 'asker') return { type: 'system' };
  if (person !== undefined) return { type: 'person', id: person };
  if (key !== undefined) return { type: 'key', id: key };
  return { type: origin?.channel === 'work' ? 'person' : 'resident' };
}

function objectOf({ kind, turnId, callId, facts }: Told): Canonical['object'] {
  const type = kind.split('.', 1)[0] ?? kind;
  const id = turnId ?? callId ?? textIn(facts, NAMED_BY[type] ?? type) ?? textIn(facts, 'id') ?? textIn(facts, 'name') ?? textIn(facts, 'turn') ?? textIn(facts, 'person') ?? (type === 'login' ? textIn(facts, 'key') : undefined);
  return { type, ...(id !== undefined && { id }) };
}

function resultOf(kind: string): string {
  if (kind.endsWith('.refused') || kind.endsWith('.rejected')) return 'refused';
  return kind.endsWith('.failed') ? 'failed' : 'done';
}

/** Of residents and of questions no network: where somebody was when they asked is nobody's interest. */
function originOf({ type }: Actor, { kind, origin }: Told): Origin {
  const channel = type === 'system' ? 'system' : type === 'user' ? 'cli' : (origin?.channel ?? usual(type, kind));
  const isStaff = (type === 'person' || type === 'key') && !/^(?:turn|call)[.]/.test(kind);
  return { channel, ...(isStaff && origin?.network !== undefined && { network: origin.network }) };
}

function usual(type: Actor['type'], kind: string): Channel {
  if (type === 'resident') return 'desk';
  if (type === 'key') return /^(?:turn|call)[.]/.test(kind) ? 'api' : 'console';
  return AT_WORK.test(kind) ? 'work' : 'console';
}

function textIn(facts: Facts, name: string): string | undefined {
  const value = facts[name];
  return typeof value === 'string' ? value : undefined;
}
