import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Facts } from '../chain.ts';
import { newKey, seal } from '../content.ts';
import type { QuestionDigests } from '../idempotency-keys.ts';
import { type Origin, originNow } from '../origin.ts';

/** What is recorded: a turn at the desk, or a call of a program to a model. Each is received once and ends at most once. */
export type Subject = 'turn' | 'call';

export interface Received {
  readonly step: 'received';
  readonly subject: Subject;
  readonly id: string;
  readonly at: Date;
  /** Of who gave it: it is written later, in the time of whoever comes first. */
  readonly origin: Origin | null;
  readonly facts: Facts;
  /** Key of what is said in it, and the same wrapped by the master key; undefined where nothing of that is kept. */
  readonly key: KeyObject | undefined;
  readonly wrapped: Buffer | undefined;
  /** Encrypted. */
  readonly content: Buffer | undefined;
  /** By which a question is known again that is sent once more; one that is known already is not written. */
  readonly idempotency?: QuestionDigests;
  readonly bytes: number;
  readonly isPatient: false;
}

export interface Ended {
  readonly step: 'ended';
  readonly subject: Subject;
  readonly id: string;
  readonly at: Date;
  readonly origin: Origin | null;
  readonly facts: Facts & { readonly outcome: string };
  /** What was said, not yet encrypted. Without it no key is needed. */
  readonly said: Buffer | undefined;
  readonly bytes: number;
  /** Whether nobody waits for it to be kept. */
  readonly isPatient: boolean;
}

export type Act = Received | Ended;

type Named = Pick<Act, 'subject' | 'id' | 'at'>;

/** Something that comes in, with a key of its own for all that is said in it. @param said undefined: nothing of it is to be kept, now or later. */
export function receipt(named: Named, facts: Facts, said: unknown, masterKey: KeyObject): Received {
  if (said === undefined) return { ...named, step: 'received', origin: originNow() ?? null, facts, key: undefined, wrapped: undefined, content: undefined, bytes: 0, isPatient: false };
  const bytes = newKey();
  const key = createSecretKey(bytes);
  const content = seal(key, json(said), contentContext(named, 'received'));
  return { ...named, step: 'received', origin: originNow() ?? null, facts, key, wrapped: seal(masterKey, bytes, named.id), content, bytes: content.length, isPatient: false };
}

/** @param said left out where nobody can tell: nothing is encrypted then. */
export function ending(named: Named, facts: Ended['facts'], said?: unknown, isPatient = false): Ended {
  const text = said === undefined ? undefined : json(said);
  return { ...named, step: 'ended', origin: originNow() ?? null, facts, said: text, bytes: text?.length ?? 0, isPatient };
}

/** The end of what nobody runs any more. */
export function interruption(named: Named): Ended {
  return ending(named, { outcome: 'interrupted', durationMs: 0 });
}

/** What content is bound to: it opens in no other place. */
export function contentContext({ subject, id }: Pick<Act, 'subject' | 'id'>, step: Act['step']): string {
  return `${id} ${subject}.${step}`;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value ?? null));
}
