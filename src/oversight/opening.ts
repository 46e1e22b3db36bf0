/** What an opening is: leave to see what people said, on a request that a second person approved. */

/** Why somebody asks for it; what else there is to say stands in the reason. */
export const CATEGORIES = ['fault', 'complaint', 'incident', 'quality', 'data-subject', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

/** How much it shows. */
export type Scope =
  | { readonly kind: 'turn'; readonly turnId: string }
  | { readonly kind: 'conversation'; readonly conversationId: string }
  /** What one assistant was asked, from one moment until another. */
  | { readonly kind: 'assistant'; readonly assistant: string; readonly from: Date; readonly until: Date }
  /** The queue of answers to judge, for all who may judge. */
  | { readonly kind: 'review' };

export interface NewOpening {
  /** Made with the form: sent twice, it is one request. */
  readonly form: string;
  readonly by: Doer;
  readonly category: Category;
  readonly scope: Scope;
  /** How long it holds, from the approval on. */
  readonly hours: number;
  /** Never in a log: people write names. */
  readonly reason: string;
}

/** A person, and all that they are at the desk. */
export interface Doer {
  readonly id: string;
  readonly roles: readonly string[];
}

export interface Opening extends Omit<NewOpening, 'form' | 'by' | 'reason'> {
  readonly number: number;
  readonly askedBy: string;
  readonly askerRoles: readonly string[];
  readonly askedAt: Date;
  readonly decision: { readonly by: string; readonly as: string; readonly at: Date; readonly isApproved: boolean } | undefined;
  /** Undefined until it is approved. */
  readonly validUntil: Date | undefined;
  /** Taken back: by who asked, or by who may decide. */
  readonly ended: { readonly by: string; readonly at: Date } | undefined;
}

/** `withdrawn`: before anybody decided. `over`: its time is. */
export type OpeningState = 'waiting' | 'withdrawn' | 'refused' | 'open' | 'ended' | 'over';

export function stateOf({ decision, validUntil, ended }: Pick<Opening, 'decision' | 'validUntil' | 'ended'>, now: Date): OpeningState {
  if (decision === undefined) return ended === undefined ? 'waiting' : 'withdrawn';
  if (!decision.isApproved) return 'refused';
  if (ended !== undefined) return 'ended';
  return validUntil !== undefined && now < validUntil ? 'open' : 'over';
}
