/** What the pages of the workplace show. */
import type { TookView } from '../../markup/work-compare.ts';
import type { FaultView, TurnView } from '../../turn-views.ts';
import type { MunicipalityView } from '../../views.ts';

/** Who is at work. */
export interface AtWork {
  readonly municipality: MunicipalityView;
  readonly name: string;
  readonly hasAdmin: boolean;
}

export interface ListedView {
  readonly id: string;
  readonly title: string;
  readonly pinned: boolean;
  readonly usedAt: Date;
  /** With how many it is shared. */
  readonly shares: number;
}

/** A conversation with what can be done to it. */
export interface HeldView extends ListedView {
  readonly assistant: string;
  /** When the first of what was said is erased, and the last. */
  readonly erasedFrom: Date;
  readonly erasedAt: Date;
}

export interface ChoiceView {
  readonly value: string;
  readonly text: string;
  /** The model that it stands for, where its value does not name that. */
  readonly model?: string;
}

/** An answer that stands beside that of the last turn. */
export interface ComparedView {
  readonly turn: TurnView;
  readonly isFirst: boolean;
  readonly took: TookView | undefined;
  readonly besideTook: TookView | undefined;
  /** Of a confidential conversation: what goes along when it goes on with this answer. */
  readonly carried?: string;
}

/** A page with a conversation, or with the form to begin one. */
export interface TalkView extends AtWork {
  /** Absent: a new one, or a confidential one. */
  readonly held?: HeldView;
  /** A new one that has files already: its number, and what they are. */
  readonly unasked?: { readonly conversationId: string; readonly files: readonly { readonly name: string; readonly state: 'waiting' | 'ready' | 'failed' }[] };
  /** Beside the form of a new one: the last ones. */
  readonly recent?: readonly ListedView[];
  /** Under the form of a new one: what can be begun with instead. */
  readonly tasks?: readonly { readonly name: string; readonly title: string }[];
  /** Nothing of it is kept: what was said goes along with the form. Empty before the first question. */
  readonly carried?: string;
  /** Oldest first. `isThere`: its question may be put otherwise. */
  readonly turns: readonly (TurnView & { readonly isThere?: boolean })[];
  /** Turns before these, on a page of their own. */
  readonly before: number;
  /** Whether there are turns after these: the form stands with the last ones. */
  readonly isEarlier: boolean;
  readonly assistants: readonly (ChoiceView & { readonly greeting: string })[];
  /** The first stands for the assistant's own. One: there is nothing to choose. */
  readonly models: readonly ChoiceView[];
  /** With which an answer can be compared; empty where there is nothing to choose. */
  readonly comparable: readonly ChoiceView[];
  readonly chosen: { readonly assistant: string; readonly model: string; readonly beside?: string };
  /** The other answer to the last question. */
  readonly compared?: ComparedView;
  /** The question that is put otherwise. */
  readonly instead?: { readonly turnId: string; readonly number: number };
  /** The number that a conversation has which begins with a file; absent where none can be added. */
  readonly filesFor?: string;
  readonly draft?: string;
  readonly fault?: FaultView;
  readonly maxQuestionLength: number;
}

export interface ListView extends AtWork {
  readonly conversations: readonly ListedView[];
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** What was looked for; undefined: all are listed. */
  readonly sought?: string;
  /** Whether one was just deleted. */
  readonly isDeleted?: boolean;
  /** The number of the proof of that. */
  readonly receipt?: number | undefined;
}

export interface UseView extends AtWork {
  readonly days: readonly UseLine[];
  readonly months: readonly UseLine[];
}

export interface UseLine {
  /** `2026-11-26`, or `2026-11`. */
  readonly period: string;
  readonly questions: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** Undefined where nobody said what the hosts draw. */
  readonly wattHours: number | undefined;
}
