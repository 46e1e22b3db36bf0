import type { Database } from '../store/database.ts';
import { type Challenge, Challenges } from './challenges.ts';
import { count, type Counted, msUntilBelow, SLOT_MS, sweepCounts } from './counts.ts';
import { DayKeys } from './day-keys.ts';
import { capOf, type CountedBy, type LimitRules } from './limit-rules.ts';

/** Who asks without an account, as far as limits look at that. */
interface Visitor {
  /** The bytes of an IPv4 address or of the first half of an IPv6 one; undefined where it may be anybody's. Not kept. */
  readonly network: Uint8Array | undefined;
  /** Number of the widget's token, where it comes from there. */
  readonly token?: string | undefined;
  /** What was found for a challenge. */
  readonly proof?: string | undefined;
  /** Somebody is in need: no proof is asked of them, and all that others may ask with one they may ask. */
  readonly isUrgent?: boolean;
}

/** What a provider gives one customer of IPv6 at most, as a rule: /48. An IPv4 address is counted alone. */
const WIDE_BYTES = 6;

export type Verdict =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'proof-needed'; readonly challenge: Challenge; readonly retryAfterMs: number }
  | { readonly kind: 'too-many'; readonly retryAfterMs: number };

/** What became of a question, and for which limit: for figures. */
export type OnVerdict = (verdict: 'free' | 'proved' | 'proof-needed' | 'too-many', by: CountedBy | 'proof' | '') => void;

export interface VisitorLimits {
  /**
   * Whether a question may be asked now. What is refused is not counted: a program that goes on does not keep others from its address
   * out for longer than it takes places.
   * @throws BalieError `database-unavailable`.
   */
  admit(visitor: Visitor): Promise<Verdict>;
  /**
   * Whether something else than a question may be done now for who has no account: as much as may be asked with a proof, counted apart.
   * @throws BalieError `database-unavailable`.
   */
  admitOther(network: Uint8Array | undefined): Promise<Exclude<Verdict, { kind: 'proof-needed' }>>;
  /** Deletes keys and counts that are of no more use. */
  sweep(): Promise<void>;
}

interface Options {
  /** 32 bytes, of the deployment: all its replicas ask and check the same proofs. */
  readonly masterKey: Buffer;
  readonly rules: LimitRules;
  readonly onVerdict?: OnVerdict;
  readonly now?: () => number;
}

/** Holds visitors to the limits: per address, per wider network of IPv6, per token of the widget and in total, over all replicas on one database. */
export function createVisitorLimits(db: Database, { masterKey, rules, onVerdict = () => undefined, now = Date.now }: Options): VisitorLimits {
  const keys = new DayKeys(db, now);
  const challenges = new Challenges(masterKey, { get difficulty() { return rules.difficulty; }, now });
  const slotAt = (ms: number) => Math.floor(ms / SLOT_MS);
  const digestsOf = async (network: Uint8Array | undefined) => ({
    address: network === undefined ? '' : await keys.digest(network),
    wide: network === undefined || network.length <= WIDE_BYTES ? '' : await keys.digest(network.subarray(0, WIDE_BYTES)),
  });

  return {
    async admit({ network, token, proof, isUrgent = false }) {
      const { address, wide } = await digestsOf(network);
      const solved = proof === undefined ? undefined : await challenges.solved(proof, address);
      const at = now();
      const share = 1 - (at % SLOT_MS) / SLOT_MS;
      const scopes = scopesOf({ address, wide, token });
      const zone = solved === undefined && !isUrgent ? 'free' : 'most';
      const asked = scopes.map(({ scope, by }) => ({ scope, slot: slotAt(at), cap: capOf(rules, by, zone) }));
      // Used once: counted where all replicas see it, under the slot in which it ends, which is swept after that.
      const used = solved === undefined ? [] : [{ scope: `proof:${solved.salt}`, slot: slotAt(solved.until), cap: 1 }];
      const { isCounted, counted } = await count(db, [...asked, ...used], share);
      if (isCounted) {
        onVerdict(solved === undefined ? 'free' : 'proved', '');
        return { kind: 'admitted' };
      }
      const full = (cap: 'free' | 'most') => longest(scopes.map(({ scope, by }) => ({ by, ms: msUntilBelow(capOf(rules, by, cap), of(counted, scope), share) })));
      const most = full('most');
      if (most.ms > 0) {
        onVerdict('too-many', most.by);
        return { kind: 'too-many', retryAfterMs: most.ms };
      }
      if (isUrgent) return { kind: 'admitted' };
      const free = full('free');
      // Free meanwhile, or nearly: a proof that was used twice, for one.
      onVerdict('proof-needed', free.ms > 0 ? free.by : 'proof');
      return { kind: 'proof-needed', challenge: await challenges.make(address), retryAfterMs: free.ms };
    },
    async admitOther(network) {
      const at = now();
      const share = 1 - (at % SLOT_MS) / SLOT_MS;
      const scopes = scopesOf(await digestsOf(network), 'other-');
      const { isCounted, counted } = await count(db, scopes.map(({ scope, by }) => ({ scope, slot: slotAt(at), cap: capOf(rules, by, 'most') })), share);
      if (isCounted) return { kind: 'admitted' };
      return { kind: 'too-many', retryAfterMs: longest(scopes.map(({ scope, by }) => ({ by, ms: msUntilBelow(capOf(rules, by, 'most'), of(counted, scope), share) }))).ms };
    },
    async sweep() {
      await keys.sweep();
      await sweepCounts(db, slotAt(now()));
    },
  };
}

interface Whose {
  readonly address: string;
  /** Empty where it has no wider network. */
  readonly wide: string;
  readonly token?: string | undefined;
}

/** @param kind of what is counted, in front of the scopes' names. */
function scopesOf({ address, wide, token }: Whose, kind = ''): { readonly scope: string; readonly by: CountedBy }[] {
  return [
    ...(address === '' ? [] : [{ scope: `${kind}address:${address}`, by: 'address' as const }]),
    ...(wide === '' ? [] : [{ scope: `${kind}network:${wide}`, by: 'network' as const }]),
    ...(token === undefined ? [] : [{ scope: `token:${token}`, by: 'token' as const }]),
    { scope: `${kind}total`, by: 'total' },
  ];
}

function of(counted: readonly Counted[], scope: string): Counted {
  return counted.find((each) => each.scope === scope) ?? { scope, now: 0, before: 0 };
}

interface Wait {
  readonly by: CountedBy;
  readonly ms: number;
}

function longest(waits: readonly Wait[]): Wait {
  return waits.reduce((most, each) => (each.ms > most.ms ? each : most));
}
