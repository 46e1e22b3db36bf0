import type { ErrorCode } from '../../../../errors.ts';
import type { FaultView, TurnView } from '../../../turn-views.ts';
import type { MunicipalityView } from '../../../views.ts';

/** Who is at work. */
interface WorkView {
  readonly municipality: MunicipalityView;
  readonly name: string;
  readonly hasAdmin: boolean;
}

export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'ready' | 'failed';
  readonly fault: ErrorCode | null;
  readonly bytes: number;
  readonly pages: number | null;
  readonly characters: number | null;
}

/** Work on whole files, in a list. */
export interface WorkRowView {
  readonly id: string;
  readonly what: string;
  readonly startedAt: Date;
  readonly isRunning: boolean;
  readonly outcome: string | undefined;
}

/** What was filled in, to show it again. */
export type WorkFields = Readonly<Record<string, string>>;

export interface DocumentsView extends WorkView {
  readonly conversationId: string;
  readonly files: readonly FileView[];
  readonly works: readonly WorkRowView[];
  readonly assistants: readonly { readonly name: string; readonly title: string }[];
  /** Files of the last upload that were not taken. */
  readonly refused?: readonly { readonly name: string; readonly code: ErrorCode }[];
  readonly fault?: FaultView;
  /** What is wrong with what was filled in, a sentence each. */
  readonly wrong?: readonly string[];
  readonly fields?: WorkFields;
  /** More work than is begun without asking. */
  readonly estimate?: { readonly calls: number; readonly read: string; readonly all: string; readonly isWhole: boolean; readonly minutes: number | undefined };
}

export interface WorkPageView extends WorkView {
  readonly conversationId: string;
  readonly id: string;
  readonly done: number;
  readonly total: number;
  readonly isRunning: boolean;
  /** Undefined when it was erased. */
  readonly turn: TurnView | undefined;
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly { readonly cells: readonly string[]; readonly place: number; readonly heading?: string; readonly isLiteral: boolean }[] } | undefined;
}

export interface FoldersView extends WorkView {
  /** For a conversation that is begun with a file. */
  readonly newId: string;
  readonly folders: readonly { readonly conversationId: string; readonly files: readonly string[]; readonly lastAt: Date }[];
}

export interface ChatFileView extends WorkView {
  readonly conversationId: string;
  readonly file: { readonly id: string; readonly name: string; readonly bytes: number; readonly title: string; readonly warnings: readonly string[] };
  readonly passages: readonly { readonly ordinal: number; readonly page?: number; readonly headings: readonly string[]; readonly text: string }[];
  /** Of the parts in which it is shown. */
  readonly part: number;
  readonly parts: number;
}
