/**
 * What only people can say of a deployment: the one list behind the form, the factsheet, and all that is sent elsewhere. Ids of an assistant's
 * are those of the Algoritmeregister (publication standard 1.0), and so are limits and choices, in characters without markup.
 */

export type QuestionKind = 'text' | 'area' | 'choice' | 'choices' | 'month' | 'contact' | 'url' | 'links';

export interface Question {
  readonly id: string;
  /** Of the whole deployment, or of each assistant. */
  readonly of: 'desk' | 'assistant';
  readonly label: string;
  /** What is asked, in plain words. */
  readonly help: string;
  readonly example: string;
  /** Who can answer it mostly. */
  readonly answeredBy: string;
  readonly kind: QuestionKind;
  /** Characters; of a list: of each text in it. */
  readonly max: number;
  readonly choices?: readonly string[];
  /** Without it, no assistant for residents goes live, and the register takes no record. */
  readonly isRequired: boolean;
  readonly group: QuestionGroup;
}

export const QUESTION_GROUPS = ['wat', 'verantwoord', 'recht', 'organisatie'] as const;
export type QuestionGroup = (typeof QUESTION_GROUPS)[number];

/** An answer: text, texts, or links with their titles. */
export type Answer = string | readonly string[] | readonly { readonly title: string; readonly link?: string }[];

export const GROUP_TITLES: Readonly<Record<QuestionGroup, string>> = {
  wat: 'Wat het is',
  verantwoord: 'Verantwoord gebruik',
  recht: 'Recht en toetsen',
  organisatie: 'Organisatie',
};
