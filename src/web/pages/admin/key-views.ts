/** What the page about the visitor's own key shows. */
import type { EditorPage } from './views.ts';

export interface LimitsView {
  readonly requestsPerMinute: number | null;
  readonly tokensPerDay: number | null;
  readonly tokensPerMonth: number | null;
}

export interface DayView {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly requests: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export interface OwnKeyView extends EditorPage {
  readonly key: LimitsView & {
    readonly id: string;
    readonly models: readonly string[];
    readonly assistants: readonly string[];
    readonly isAdmin: boolean;
    readonly isReviewer: boolean;
    readonly createdAt: Date;
    readonly expiresAt: Date | null;
    readonly lastUsedAt: Date | null;
  };
  /** Titles of the collections that the key opens. */
  readonly collections: readonly string[];
  /** The Dutch day it is. */
  readonly today: string;
  /** With use, of this month. */
  readonly days: readonly DayView[];
  readonly group: (LimitsView & { readonly name: string; readonly days: readonly DayView[] }) | null;
}
