import type { Kept, RegisterAct } from '../../../factsheet/register/kept.ts';
import type { RegisterLook } from '../../../factsheet/register/register.ts';
import type { EditorPage } from '../admin/views.ts';
import type { FaultView } from '../../turn-views.ts';

export interface RegisterListView extends EditorPage {
  readonly isConnected: boolean;
  readonly records: readonly { readonly assistant: string; readonly called: string; readonly rejections: number; readonly kept: Kept }[];
}

export interface RegisterRecordView extends EditorPage {
  readonly isConnected: boolean;
  readonly look: RegisterLook;
  /** As people outside know it. */
  readonly called: string;
  readonly done?: RegisterAct | undefined;
  readonly fault?: FaultView;
}

export interface RegisterConfirmView extends EditorPage {
  readonly assistant: string;
  readonly called: string;
  readonly act: RegisterAct;
  readonly seen: string;
  /** Where the class under the AI Act and the publication category do not go together. */
  readonly contradiction: string | undefined;
}
