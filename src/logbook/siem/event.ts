import { type Entry, type Facts, objectIn, readEntry, textIn } from '../entry.ts';

/** An entry of the audit log as others read it: who did what to what, with which result, from where and when (BIO2 8.15). Ids, never names. */
export interface AuditEvent {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly action: string;
  readonly actor: { readonly type: string; readonly id?: string };
  readonly object: { readonly type: string; readonly id?: string };
  readonly result: string;
  readonly hasFailed: boolean;
  readonly origin: { readonly channel: string; readonly network?: string };
  /** What else it says, as JSON; empty where that is longer than a line should be. */
  readonly facts: string;
  /** Of the chain, hex: with it what is here can be held against the log. */
  readonly hash: string;
}

const MAX_FACTS = 4_000;
const FAILED = /(?:refused|failed|denied|rejected|error)/;
/** Facts that name what was done to, where the entry has no field for it. */
const OBJECTS = ['turn', 'key', 'person', 'conversation', 'handover', 'case', 'report', 'share', 'group', 'name', 'opening', 'request'] as const;
const ACTORS = [['byPerson', 'person'], ['byKey', 'key'], ['byUser', 'user']] as const;

/** An entry of any version: by the fields that it has for these, or by what its facts say. */
export function eventOf({ number, body, hash }: { readonly number: number; readonly body: string; readonly hash: string }): AuditEvent {
  const entry = readEntry({ number, body });
  const action = textIn(entry.body, 'action') ?? entry.kind;
  const result = textIn(entry.body, 'result') ?? textIn(entry.facts, 'outcome') ?? (FAILED.test(action) ? 'failed' : 'done');
  const facts = JSON.stringify(entry.facts);
  return {
    number,
    at: entry.at,
    action,
    actor: named(objectIn(entry.body['actor'])) ?? actorIn(entry),
    object: named(objectIn(entry.body['object'])) ?? objectOf(entry),
    result,
    hasFailed: FAILED.test(action) || FAILED.test(result),
    origin: originIn(objectIn(entry.body['origin'])),
    facts: facts.length > MAX_FACTS ? '' : facts,
    hash,
  };
}

function named(given: Facts): { type: string; id?: string } | undefined {
  const [type, id] = [textIn(given, 'type'), textIn(given, 'id')];
  return type === undefined ? undefined : { type, ...(id !== undefined && { id }) };
}

function actorIn({ kind, facts }: Entry): AuditEvent['actor'] {
  for (const [name, type] of ACTORS) {
    const id = textIn(facts, name);
    if (id !== undefined) return { type, id };
  }
  const [person, key] = [textIn(facts, 'person'), textIn(facts, 'key')];
  if (person !== undefined && /^(?:turn|login)\./.test(kind)) return { type: 'person', id: person };
  if (key !== undefined && /^(?:turn|call)\./.test(kind)) return { type: 'key', id: key };
  return { type: kind === 'turn.received' || kind === 'turn.feedback' || kind === 'handover.requested' ? 'resident' : 'system' };
}

function objectOf({ kind, turnId, callId, facts }: Entry): AuditEvent['object'] {
  if (turnId !== undefined) return { type: 'turn', id: turnId };
  if (callId !== undefined) return { type: 'call', id: callId };
  for (const type of OBJECTS) {
    const id = textIn(facts, type);
    if (id !== undefined) return { type, id };
  }
  return { type: kind.split('.')[0] ?? kind };
}

function originIn(given: Facts): AuditEvent['origin'] {
  const network = textIn(given, 'network');
  return { channel: textIn(given, 'channel') ?? 'balie', ...(network !== undefined && { network }) };
}
