/** What the pages about the desk itself show. */
import type { MunicipalityView } from '../../views.ts';

export interface ModelView {
  /** `ministral-3:3b`, as the machine that runs it calls it. */
  readonly name: string;
  readonly task: 'answers' | 'rewrites' | 'searches' | 'orders';
  /** Billions of numbers that it is made of, where its name says so. */
  readonly billions?: string;
  readonly licence?: string;
  readonly origin?: string;
  /** How many places run it, and with what software. */
  readonly places: number;
  readonly software: readonly string[];
  /** Whether each of those places has an address inside the building. */
  readonly isNear: boolean;
}

export interface HoldingView {
  readonly title: string;
  readonly owner: string;
  readonly documents: number;
  /** Day (YYYY-MM-DD) on which one of them last changed. */
  readonly newest?: string;
}

/** Pages elsewhere that say more; absent: the municipality named none. */
export interface LinksView {
  readonly factsheet?: string | undefined;
  readonly algorithmRegister?: string | undefined;
  readonly complaints?: string | undefined;
  readonly sourceCode?: string | undefined;
  readonly accessibility?: string | undefined;
}

export interface AboutView {
  readonly municipality: MunicipalityView;
  /** It was turned off: what who did that has to say, and the ways to a person now. */
  readonly closed?: { readonly message: string; readonly contact: string } | undefined;
  readonly models: readonly ModelView[];
  /** Undefined when the database could not be asked. */
  readonly holdings: readonly HoldingView[] | undefined;
  /** Names of languages besides Dutch in which one may ask. */
  readonly languages: readonly string[];
  readonly links: LinksView;
  readonly version: string;
}

/** What a machine looked at, and what it found. */
export interface ExaminedView {
  /** The day on which it was done. */
  readonly date: string;
  /** Name and version of what looked. */
  readonly tool: string;
  readonly browser: string;
  /** Widths of the window, in pixels. */
  readonly widths: readonly number[];
  readonly pages: readonly { readonly page: string; readonly rules: number; readonly violations: number }[];
}

export interface AccessibilityView {
  readonly municipality: MunicipalityView;
  readonly examined: ExaminedView;
  readonly links: LinksView;
}
