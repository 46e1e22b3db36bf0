/** What the pages show of openings: leave to see what people said. */
import type { CoveredConversation } from '../../../oversight/covered.ts';
import type { Category, Opening, OpeningState, Scope } from '../../../oversight/opening.ts';
import type { Overall, Proof } from '../../../oversight/proof.ts';
import type { OversightRules } from '../../../oversight/rules.ts';
import type { FaultView, SourceView } from '../../turn-views.ts';
import type { EditorPage } from '../admin/views.ts';
import type { AtWork } from '../work/views.ts';

/** With the names of who did what, as they are now. */
export interface OpeningView extends Opening {
  readonly state: OpeningState;
  readonly asker: string;
  readonly decider: string | undefined;
  readonly ender: string | undefined;
}

/** With what the audit log says of it. */
export interface ProvenOpening extends OpeningView {
  readonly proof: Proof;
}

/** One page of a list, from 1. */
export interface PageOf {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}

/** What was just done, to be said once. */
export type OpeningNotice = 'gevraagd' | 'goedgekeurd' | 'geweigerd' | 'ingetrokken';

export interface OpeningsView extends EditorPage, PageOf {
  readonly openings: readonly OpeningView[];
  /** Whether those of others are in it. */
  readonly isAll: boolean;
}

/** What is filled in of a request, as it was typed. */
export interface OpeningDraft {
  readonly scope: Scope['kind'] | '';
  readonly id: string;
  readonly assistant: string;
  readonly from: string;
  readonly until: string;
  readonly category: Category | '';
  readonly duration: string;
  readonly unit: 'uren' | 'dagen';
  readonly reason: string;
}

export interface OpeningFormView extends EditorPage {
  /** The number of the form: sent twice, it is one request. */
  readonly form: string;
  readonly draft: OpeningDraft;
  /** What is wrong, by field. */
  readonly faults: Readonly<Record<string, string>>;
  readonly fault?: FaultView;
  readonly assistants: readonly string[];
  readonly rules: OversightRules;
  /** Roles that decide of it. */
  readonly deciders: readonly string[];
}

export interface OpeningPageView extends EditorPage {
  readonly opening: ProvenOpening & {
    /** Undefined after the retention time. */
    readonly reason: string | undefined;
    readonly deciders: readonly string[];
    readonly mayDecide: boolean;
    readonly mayEnd: boolean;
    /** Whether it is theirs to look with, now. */
    readonly mayLook: boolean;
    /** Whether who looks at the page asked for it. */
    readonly isOwn: boolean;
  };
  readonly covered: PageOf & { readonly conversations: readonly CoveredConversation[] };
  readonly notice?: OpeningNotice;
}

/** A turn that is looked at. */
export interface LookedTurn {
  readonly id: string;
  readonly receivedAt: Date;
  readonly outcome: string;
  /** Undefined when it is erased, or was never kept. */
  readonly question: string | undefined;
  readonly answer: string;
  readonly sources: readonly SourceView[];
  readonly reason: string | undefined;
  readonly language: string | undefined;
}

export interface LookedView extends EditorPage {
  readonly opening: number;
  readonly until: Date;
  /** Who looks, and when. */
  readonly looker: string;
  readonly at: Date;
  readonly assistant: string;
  readonly isPersons: boolean;
  readonly turns: readonly LookedTurn[];
}

/** Who looked at what, for employees and their works council. */
export interface CouncilView extends AtWork, PageOf {
  readonly openings: readonly ProvenOpening[];
  readonly overall: Overall;
}

/** A look at something of an employee's own, for their eyes. */
export interface OwnLookView {
  readonly at: Date;
  readonly by: string;
  /** Undefined: of a request, or from before openings were needed. */
  readonly opening: number | undefined;
  /** Of a file that was made for a request about their data: that request. */
  readonly request: string | undefined;
  /** Of the entry in the audit log. */
  readonly entry: number;
}
