import type { FieldChange, Filled, FormGroup } from '../../../settings/form.ts';
import type { DiffLine } from '../../../settings/text-diff.ts';
import type { FaultView, SourceView } from '../../turn-views.ts';
import type { EditorPage } from '../admin/views.ts';
import type { Measurable } from './trial-views.ts';

/** Who published something, when and why. */
export interface VersionView {
  readonly number: number;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  /** The version whose value it brought back; null: none. */
  readonly bringsBack: number | null;
}

/** A version in a history, with what it changed. */
export interface ChangedVersion extends VersionView {
  readonly changes: readonly FieldChange[];
  /** Of texts: what changed in each file. */
  readonly files: readonly { readonly file: string; readonly lines: readonly DiffLine[] }[];
}

export interface HistoryView {
  /** Where what brings an old version back is sent. */
  readonly path: string;
  /** The last one; 0: what the configuration says. */
  readonly current: number;
  readonly versions: readonly ChangedVersion[];
  readonly hasMore: boolean;
  /** What version 0 is called. */
  readonly origin: string;
  /** What was not brought back, as its reason was wrong. */
  readonly wrong?: { readonly number: number; readonly reason: string; readonly fault: string } | undefined;
}

export interface SettingListView extends EditorPage {
  readonly forms: readonly { readonly path: string; readonly title: string; readonly lead: string; readonly latest?: VersionView | undefined }[];
}

/** Somebody else published while the form was filled in. */
export interface MovedView {
  readonly version: VersionView;
  readonly changes: readonly FieldChange[];
}

/** What was done, to be said once. */
export type Done = 'bewaard' | 'teruggezet';

export interface SettingPageView extends EditorPage {
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly groups: readonly FormGroup[];
  readonly filled: Filled;
  readonly reason: string;
  /** What is wrong, by field; `reden` for the reason, '' for what is in none. */
  readonly faults: Filled;
  readonly fault?: FaultView | undefined;
  readonly moved?: MovedView | undefined;
  readonly done?: Done | undefined;
  readonly history: HistoryView;
}

export interface AssistantListView extends EditorPage {
  readonly assistants: readonly { readonly name: string; readonly title: string; readonly forWhom: string; readonly latest?: VersionView | undefined }[];
}

export interface AssistantView extends EditorPage {
  readonly name: string;
  readonly forWhom: string;
  readonly files: readonly { readonly file: string; readonly about: string; readonly letters: number }[];
  readonly fault?: FaultView | undefined;
  readonly done?: Done | undefined;
  readonly history: HistoryView;
  /** Whether a draft is measured, or was. */
  readonly isMeasured: boolean;
}

/** How a question to a draft ended. */
export interface TriedView {
  readonly outcome: string;
  readonly answer: string;
  readonly sources: readonly SourceView[];
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AssistantFileView extends EditorPage {
  readonly name: string;
  readonly file: string;
  readonly about: string;
  readonly text: string;
  /** The version that the text was made from. */
  readonly expected: number;
  readonly question: string;
  readonly reason: string;
  /** What is wrong with the text, the reason or the question. */
  readonly faults: { readonly tekst?: string; readonly reden?: string; readonly vraag?: string };
  readonly fault?: FaultView | undefined;
  /** What differs from what holds now; absent: nobody asked. */
  readonly lines?: readonly DiffLine[] | undefined;
  readonly moved?: VersionView | undefined;
  readonly tried?: TriedView | undefined;
  /** How a draft can be measured, or was. */
  readonly measurable: Measurable;
}
