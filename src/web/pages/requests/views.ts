/** What the pages with requests show. */
import type { Reason, RequestKind } from '../../../privacy/choices.ts';
import type { PrivacyRequest } from '../../../privacy/requests.ts';
import type { EditorPage } from '../admin/views.ts';
import type { FaultView } from '../../turn-views.ts';

export interface RequestView extends PrivacyRequest {
  readonly registeredName: string;
  readonly decidedName: string | undefined;
  /** Whether its term is over while nobody decided. */
  readonly isLate: boolean;
  /** Until when the file can be had, of one that was granted. */
  readonly fileUntil: Date | undefined;
}

/** What was filled in of a new one. */
export interface RequestDraft {
  readonly kind: string;
  readonly about: string;
  readonly receivedOn: string;
  readonly place: string;
  readonly text: string;
}

export interface RequestsView extends EditorPage {
  readonly requests: readonly RequestView[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly draft: RequestDraft;
  /** Why what was filled in could not be kept. */
  readonly fault?: FaultView;
  readonly kinds: readonly RequestKind[];
  readonly maxText: number;
  readonly today: string;
}

export interface OneRequestView extends EditorPage {
  readonly request: RequestView;
  readonly reasons: readonly Reason[];
  /** Of a correction that waits: only who decides sees it. */
  readonly correction: string | undefined;
  /** Whether who looks may decide it: a privacy officer who did not write it down. */
  readonly mayDecide: boolean;
  readonly isOfficer: boolean;
  readonly now: Date;
  readonly isNew: boolean;
  readonly fault?: FaultView;
}
