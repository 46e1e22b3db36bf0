import type { LiveState } from '../../../factsheet/live/live.ts';
import type { EditorPage } from '../admin/views.ts';

/** What is turned off, since when and by whom. */
export interface OffView {
  readonly message: string;
  readonly since: Date;
  readonly by: string;
}

/** One assistant, or all of them together. */
export interface SwitchState {
  readonly name: string;
  /** Absent: it is on. */
  readonly off?: OffView;
}

export interface SwitchView extends EditorPage {
  /** How assistants for residents stand, whatever their switches say. */
  readonly live: readonly LiveState[];
  readonly all: SwitchState;
  readonly assistants: readonly (SwitchState & { readonly forWhom: string })[];
  readonly defaultMessage: string;
  readonly maxMessage: number;
  /** A text that could not be used, and whose it was to be. */
  readonly wrong?: { readonly assistant: string; readonly text: string };
}

export interface ConfirmOffView extends EditorPage {
  readonly all: SwitchState;
  readonly message: string;
}
