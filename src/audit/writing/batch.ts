import type { KeyObject } from 'node:crypto';
import { contentContext, type Act, type Ended, type Received, type Subject } from './acts.ts';
import { type ChainKey, type Head, type Link, linkTo } from '../chain.ts';
import { seal } from '../content.ts';
import { signHead } from '../head.ts';
import type { Result } from './group.ts';

/** How to come by the key of something that is open; it may be undefined, for something that was erased. @throws when it cannot be read. */
export type OpenKey = () => Buffer | KeyObject | undefined;

/** Acts as one piece of the chain, behind a certain head. */
export interface Batch {
  readonly after: Head;
  readonly head: Head;
  /** Of the head. */
  readonly signature: string;
  readonly entries: readonly { readonly link: Link; readonly content: Buffer | undefined }[];
  readonly received: readonly { readonly act: Received; readonly number: number }[];
  readonly ended: readonly { readonly act: Ended; readonly number: number }[];
  /** One for each act, in order. */
  readonly results: readonly Result[];
}

/**
 * Makes the entries of acts. What is not open does not end; what cannot be encrypted is left out, with its error.
 * @param open what is open at `after`.
 */
export function makeBatch(acts: readonly Act[], after: Head, chain: ChainKey, open: ReadonlyMap<string, OpenKey>): Batch {
  const entries: Batch['entries'][number][] = [];
  const received: Batch['received'][number][] = [];
  const ended: Batch['ended'][number][] = [];
  const endedIds = new Set<string>();
  let head = after;

  function add(act: Act, content: Buffer | undefined): void {
    const { subject, step, id, at, origin, facts } = act;
    const link = linkTo(head, { kind: `${subject}.${step}`, [`${subject}Id`]: id, at, origin, facts, content });
    entries.push({ link, content });
    head = { number: link.number, hash: link.hash };
  }

  function result(act: Act): Result {
    if (act.step === 'received') {
      add(act, act.content);
      received.push({ act, number: head.number });
      return { isKept: true };
    }
    const key = open.get(act.id);
    if (key === undefined || endedIds.has(act.id)) return { isKept: false };
    try {
      add(act, sealedEnd(act, key));
    } catch (error) {
      return { error };
    }
    ended.push({ act, number: head.number });
    endedIds.add(act.id);
    return { isKept: true };
  }

  const results = acts.map(result);
  return { after, head, signature: entries.length === 0 ? '' : signHead(head, chain.signer), entries, received, ended, results };
}

/** Without a key it was erased while it ran: nothing of its content is to be kept. */
function sealedEnd(act: Ended, openKey: OpenKey): Buffer | undefined {
  if (act.said === undefined) return undefined;
  const key = openKey();
  return key && seal(key, act.said, contentContext(act, 'ended'));
}

/**
 * The statement that writes a batch, if the head is still the one that it was made for: else it writes nothing and gives no row. All in
 * one, so that it needs one round trip, holds the head no longer than it runs, and is there as a whole or not at all. Its text is the
 * same for batches of the same kinds of acts, so that its plan can be kept: until the log has doubled, as a plan for small tables
 * reads all of them.
 * @param instanceId the process that takes what is received.
 */
export function batchStatement(batch: Batch, instanceId: string): { sql: string; params: unknown[] } {
  const { after, head, signature, entries } = batch;
  const params: unknown[] = [after.number, after.hash, head.number, head.hash, signature];
  const list = (type: string, values: readonly unknown[]) => `$${params.push(values)}::${type}[]`;
  const taker = () => `$${params.push(instanceId)}::uuid`;
  const parts = [
    'moved AS (UPDATE audit_head SET number = $3, hash = $4, signature = $5 WHERE number = $1 AND hash = $2 RETURNING number)',
    `entries AS (
       INSERT INTO audit_entries (number, body, hash, content)
       SELECT e.* FROM moved, unnest(${list('bigint', entries.map(({ link }) => link.number))}, ${list('text', entries.map(({ link }) => link.body))},
         ${list('bytea', entries.map(({ link }) => link.hash))}, ${list('bytea', entries.map(({ content }) => content))}) e)`,
    ...receivedTurns(of('turn', batch.received), list, taker),
    ...receivedCalls(of('call', batch.received), list, taker),
    ...endedTurns(of('turn', batch.ended), list),
    ...endedCalls(of('call', batch.ended), list),
  ];
  return { sql: `WITH ${parts.join(', ')} SELECT number FROM moved -- ${Math.floor(Math.log2(head.number))}`, params };
}

type List = (type: string, values: readonly unknown[]) => string;

function of<Numbered extends { readonly act: Act }>(subject: Subject, acts: readonly Numbered[]): Numbered[] {
  return acts.filter(({ act }) => act.subject === subject);
}

function receivedTurns(received: Batch['received'], list: List, taker: () => string): string[] {
  if (received.length === 0) return [];
  const ids = list('uuid', received.map(({ act }) => act.id));
  return [
    `new_turns AS (
       INSERT INTO turns (instance_id, id, conversation_id, assistant, received_at, person_id)
       SELECT ${taker()}, t.* FROM moved, unnest(${ids}, ${list('uuid', received.map(({ act }) => act.facts['conversationId']))},
         ${list('text', received.map(({ act }) => act.facts['assistant']))}, ${list('timestamptz', received.map(({ act }) => act.at.toISOString()))},
         ${list('uuid', received.map(({ act }) => act.facts['person']))}) t)`,
    `new_keys AS (
       INSERT INTO turn_keys (turn_id, wrapped)
       SELECT k.* FROM moved, unnest(${ids}, ${list('bytea', received.map(({ act }) => act.wrapped))}) k (turn_id, wrapped) WHERE k.wrapped IS NOT NULL)`,
    ...idempotencyKeys(received, list),
  ];
}

/** A key that is there already makes the statement fail: the question is not asked a second time. */
function idempotencyKeys(received: Batch['received'], list: List): string[] {
  const sent = received.flatMap(({ act: { id, idempotency } }) => (idempotency === undefined ? [] : [{ id, ...idempotency }]));
  if (sent.length === 0) return [];
  return [
    `new_idempotency_keys AS (
       INSERT INTO idempotency_keys (key_digest, question_digest, turn_id)
       SELECT r.* FROM moved, unnest(${list('bytea', sent.map(({ keyDigest }) => keyDigest))}, ${list('bytea', sent.map(({ questionDigest }) => questionDigest))}, ${list('uuid', sent.map(({ id }) => id))}) r)`,
  ];
}

function receivedCalls(received: Batch['received'], list: List, taker: () => string): string[] {
  if (received.length === 0) return [];
  const fact = (name: string) => list('text', received.map(({ act }) => act.facts[name]));
  return [
    `new_calls AS (
       INSERT INTO calls (instance_id, id, key_id, model, kind, received_at, received_number, wrapped)
       SELECT ${taker()}, c.* FROM moved, unnest(${list('uuid', received.map(({ act }) => act.id))}, ${fact('key')}, ${fact('model')}, ${fact('kind')},
         ${list('timestamptz', received.map(({ act }) => act.at.toISOString()))}, ${list('bigint', received.map(({ number }) => number))},
         ${list('bytea', received.map(({ act }) => act.wrapped))}) c)`,
  ];
}

function endedTurns(ended: Batch['ended'], list: List): string[] {
  if (ended.length === 0) return [];
  return [
    `ended_turns AS (
       UPDATE turns t SET ended_at = e.ended_at, outcome = e.outcome
         FROM moved, unnest(${endColumns(ended, list)}) e (id, ended_at, outcome)
        WHERE t.id = e.id AND t.ended_at IS NULL)`,
  ];
}

function endedCalls(ended: Batch['ended'], list: List): string[] {
  if (ended.length === 0) return [];
  return [
    `ended_calls AS (
       UPDATE calls c SET ended_at = e.ended_at, outcome = e.outcome, ended_number = e.number
         FROM moved, unnest(${endColumns(ended, list)}, ${list('bigint', ended.map(({ number }) => number))}) e (id, ended_at, outcome, number)
        WHERE c.id = e.id AND c.ended_at IS NULL)`,
  ];
}

function endColumns(ended: Batch['ended'], list: List): string {
  const ids = list('uuid', ended.map(({ act }) => act.id));
  return [ids, list('timestamptz', ended.map(({ act }) => act.at.toISOString())), list('text', ended.map(({ act }) => act.facts.outcome))].join(', ');
}
