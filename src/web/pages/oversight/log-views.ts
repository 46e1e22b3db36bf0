import type { ErrorCode } from '../../../errors.ts';
import type { EditorPage } from '../admin/views.ts';

/** Something in the log, in words. */
export interface ShownAct {
  readonly number: number;
  readonly at: Date;
  readonly kind: string;
  /** What was done. */
  readonly what: string;
  /** By whom; `id`: to look for all that they did. */
  readonly who: { readonly words: string; readonly id?: string };
  /** To what. */
  readonly object: { readonly words: string; readonly id?: string };
  /** Absent: it was done. */
  readonly result?: string;
  /** By which door, and from which network. */
  readonly origin: string;
  /** What it was and became. */
  readonly details: readonly string[];
}

/** How the chain stands. */
export interface LogState {
  readonly entries: number;
  /** Of the key that signs it. */
  readonly keyId: string;
  readonly verified?: { readonly at: Date; readonly entries: number; readonly fault?: string };
  readonly checkpoint?: { readonly at: Date; readonly number: number };
  readonly anchors: readonly { readonly name: string; readonly kind: string; readonly waiting: number; readonly fault: ErrorCode | null; readonly detail: string | null; readonly sentAt: Date | null }[];
  /** What is kept for other servers. */
  readonly kept: readonly { readonly holder: string; readonly name: string; readonly total: number; readonly number: number; readonly keptAt: Date }[];
}

/** What was asked of the log, as it was written in the form. */
export interface LogWish {
  readonly soort: string;
  readonly wie: string;
  readonly nummer: string;
  readonly van: string;
  readonly tot: string;
}

export interface LogView extends EditorPage {
  readonly wish: LogWish;
  /** What in it could not be used. */
  readonly wrong?: 'nummer' | 'wie' | 'periode';
  readonly kinds: readonly (readonly [kind: string, words: string])[];
  readonly acts: readonly ShownAct[];
  /** Where the next page begins; absent: this is the last. */
  readonly next?: number;
  readonly isFirst: boolean;
  readonly state: LogState;
}
