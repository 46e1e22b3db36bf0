import { z } from 'zod';

const key = z.string();
/** The fields of `key.changed` that say what a key opens. */
export const rights = z.object({
  group: z.string().nullable(), collections: z.array(z.string()), models: z.array(z.string()), assistants: z.array(z.string()), isAdmin: z.boolean(), isReviewer: z.boolean(),
  requestsPerMinute: z.int().nullable(), tokensPerDay: z.int().nullable(), tokensPerMonth: z.int().nullable(), expiresAt: z.iso.datetime().nullable(),
}).partial();
/** Of the kinds of acts below alone: elsewhere these names may mean something else. */
const about = z.object({
  conversation: z.guid(), person: z.uuid(), key, passkey: z.uuid(), name: z.string(), to: rights, share: z.uuid(), withFiles: z.boolean(),
  hold: z.uuid(), assistant: z.string(), saidFrom: z.iso.datetime(), saidUntil: z.iso.datetime(), endsAt: z.iso.datetime(), byPerson: z.string(), forPerson: z.string(),
}).partial();

/** What a key was left with. */
export type RightsLeft = Omit<z.infer<typeof rights>, 'group'>;

/** Something that had to be kept, as the chain says. */
export interface HoldSince {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  /** Mark of a conversation, the number of an employee, or an assistant with a time. */
  readonly conversation?: string | undefined;
  readonly person?: string | undefined;
  readonly assistant?: string | undefined;
  readonly saidFrom?: string | undefined;
  readonly saidUntil?: string | undefined;
  readonly endsAt?: string | undefined;
  readonly by: string;
}

/** What was taken back, each with the number of the last entry that says so: an older database that knows that entry knows it already. */
export interface WithdrawnSince {
  /** Keys that were revoked or replaced. */
  readonly keys: ReadonlyMap<string, number>;
  readonly changedKeys: ReadonlyMap<string, { readonly number: number; readonly to: RightsLeft }>;
  /** Of each the employee. */
  readonly passkeys: ReadonlyMap<string, string>;
  /** Employees. */
  readonly shutOut: ReadonlyMap<string, number>;
  readonly documents: ReadonlyMap<string, number>;
  /** Of conversations, that were stopped, or go on without files. */
  readonly shares: ReadonlyMap<string, { readonly number: number; readonly isStopped: boolean }>;
  /** Assistants that were turned off, or `*`. */
  readonly off: ReadonlyMap<string, number>;
  /** What only people can do again: the numbers of entries of each kind. */
  readonly others: ReadonlyMap<string, readonly number[]>;
}

/** What had to be kept, and how it ended. */
export interface HoldsSince {
  readonly made: ReadonlyMap<string, HoldSince>;
  readonly ended: ReadonlyMap<string, { readonly number: number; readonly by: string }>;
}

/** Where something may have been closed, limited or taken away. */
const OTHERS = new Set([
  'setting.published', 'setting.rolled-back', 'key-group.changed', 'backend.changed', 'backend.removed', 'model.changed', 'model.removed', 'opening.ended', 'live.ended', 'task.withdrawn',
  'own-case.removed', 'document.corrected', 'turn.corrected', 'diligence.hidden', 'diligence.file-erased', 'diligence.other-removed',
]);

type About = z.infer<typeof about>;

interface Act {
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface ActsSince {
  /** Marks of conversations that were erased (`conversationMark`), each with the number of the employee whose it was. */
  readonly conversations: ReadonlyMap<string, string | undefined>;
  /** Employees of whom all was erased. */
  readonly people: ReadonlySet<string>;
  readonly withdrawn: WithdrawnSince;
  readonly holds: HoldsSince;
}

/** Takes what the chain says was managed, in its order. @returns what takes an act, and what is found so far. */
export function actsSince() {
  const [conversations, people] = [new Map<string, string | undefined>(), new Set<string>()];
  const [keys, passkeys, shutOut, documents, off, others] = [new Map<string, number>(), new Map<string, string>(), new Map<string, number>(), new Map<string, number>(), new Map<string, number>(), new Map<string, number[]>()];
  const changedKeys = new Map<string, { number: number; to: RightsLeft }>();
  const shares = new Map<string, { number: number; isStopped: boolean }>();
  const [made, ended] = [new Map<string, HoldSince>(), new Map<string, { number: number; by: string }>()];

  const taken: Readonly<Record<string, (of: About, act: Act) => void>> = {
    'conversation.erased': ({ conversation, person }) => conversation !== undefined && conversations.set(conversation, person),
    'person.erased': ({ person }) => person !== undefined && people.add(person),
    'key.revoked': ({ key: id }, { number }) => id !== undefined && keys.set(id, number),
    'key.rotated': ({ key: id }, { number }) => id !== undefined && keys.set(id, number),
    'key.changed': ({ key: id, to: { group, ...to } = {} }, { number }) => {
      if (id !== undefined) changedKeys.set(id, { number, to: { ...changedKeys.get(id)?.to, ...to } });
      // What a group may use is of all its keys, and the group may not be there: for people.
      if (group !== undefined) others.set('key.changed', [...(others.get('key.changed') ?? []), number]);
    },
    'passkey.removed': ({ passkey, person }) => passkey !== undefined && person !== undefined && passkeys.set(passkey, person),
    'person.disabled': ({ person }, { number }) => person !== undefined && shutOut.set(person, number),
    'person.enabled': ({ person }) => person !== undefined && shutOut.delete(person),
    'document.removed': ({ name }, { number }) => name !== undefined && documents.set(name, number),
    'share.made': ({ share, withFiles }, { number }) => share !== undefined && (withFiles === false ? shares.set(share, { number, isStopped: false }) : shares.delete(share)),
    'share.stopped': ({ share }, { number }) => share !== undefined && shares.set(share, { number, isStopped: true }),
    'desk.off': ({ name }, { number }) => name !== undefined && off.set(name, number),
    'desk.on': ({ name }) => name !== undefined && off.delete(name),
    'hold.made': ({ hold, byPerson, forPerson, ...of }, { number, at }) => hold !== undefined && made.set(hold, { ...of, number, at, by: forPerson ?? byPerson ?? '' }),
    'hold.ended': ({ hold, byPerson, forPerson }, { number }) => hold !== undefined && ended.set(hold, { number, by: forPerson ?? byPerson ?? '' }),
  };

  return {
    take(act: Act): void {
      const { kind, number, facts } = act;
      if (OTHERS.has(kind)) others.set(kind, [...(others.get(kind) ?? []), number]);
      taken[kind]?.(about.parse(facts), act);
    },
    found: { conversations, people, withdrawn: { keys, changedKeys, passkeys, shutOut, documents, shares, off, others }, holds: { made, ended } } satisfies ActsSince,
  };
}
