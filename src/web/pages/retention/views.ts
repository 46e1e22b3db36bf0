import type { HoldScope } from '../../../retention/holds.ts';
import type { Looked } from '../../../retention/retention.ts';
import type { RetentionRun } from '../../../retention/runs.ts';
import type { Rule } from '../../../retention/plan.ts';
import type { EditorPage } from '../admin/views.ts';

/** A field of the form of a hold that is wrong. */
export type HoldField = 'wat' | 'gesprek' | 'medewerker' | 'van' | 'tot' | 'einde' | 'reden';

export interface HoldView {
  readonly id: string;
  readonly scope: HoldScope;
  /** Undefined once it is erased. */
  readonly reason: string | undefined;
  readonly madeAt: Date;
  readonly endsAt?: Date;
  /** Names. */
  readonly by: string;
  readonly person?: string;
  readonly ended: { readonly at: Date; readonly by?: string; readonly reason?: string } | undefined;
  /** Whether the reason to end it, sent just now, cannot be used. */
  readonly isWrong?: boolean;
}

export interface RetentionView extends EditorPage {
  readonly rules: readonly Rule[];
  /** When the report of the day is made. */
  readonly at: string;
  /** What would go in so many days, of what there is now. */
  readonly ahead: { readonly days: number; readonly rules: readonly Looked[] };
  readonly runs: readonly RetentionRun[];
  readonly holds: readonly HoldView[];
  /** Absent for who may only look. */
  readonly form?: {
    /** Made with the form: sent twice, it is one hold. */
    readonly id: string;
    readonly assistants: readonly string[];
    readonly maxReason: number;
    readonly values: Readonly<Partial<Record<HoldField | 'assistent', string>>>;
    readonly wrong: readonly HoldField[];
  };
  readonly told?: 'gemaakt' | 'opgeheven';
}
