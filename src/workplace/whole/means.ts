import type { PromptStamp } from '../../answer/ports.ts';
import type { Words } from '../files/rank.ts';

/** A prompt of work on whole files, with what tells it apart in the record. */
interface WholePrompt {
  readonly text: string;
  readonly stamp: PromptStamp;
}

/** What the prompts are called; each has a file of its own. */
export const WHOLE_PROMPTS = {
  piece: { file: 'document-piece', placeholders: ['title', 'text'] },
  merge: { file: 'document-merge', placeholders: ['title', 'text'] },
  change: { file: 'document-change', placeholders: ['before', 'after'] },
  rows: { file: 'document-rows', placeholders: ['columns', 'text'] },
} as const;

export type WholePrompts = Readonly<Record<keyof typeof WHOLE_PROMPTS, WholePrompt>>;

/** What work on whole files needs beside the model. */
export interface WholeMeans {
  readonly prompts: WholePrompts;
  readonly words: Words;
  /** What of a text may be shown to a model. */
  readonly readable: (text: string) => string;
  /** Hears of each call that was made. */
  readonly onStep: () => void;
  /** Hears how many are still to come, where that turns out otherwise than was planned. */
  readonly onLeft: (calls: number) => void;
}

/** In one pass, so that a text that holds `{{text}}` is text like any other. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (braces, name: string) => values[name] ?? braces);
}
