import type { Assistant } from '../ports.ts';
import type { TextPrompt } from '../ask-model.ts';

/** What a turn needs to be held in another language than Dutch: `cli` fits it together. Languages go by their ISO 639-1 codes. */
export interface Languages {
  /** Those in which one may ask, Dutch among them. */
  readonly offered: readonly string[];
  /** A question without what hides in it or turns its direction; undefined where nothing is left that can be read. */
  readonly readable: (text: string) => string | undefined;
  /** @param likely what the conversation was held in: the better guess where the text does not tell. */
  readonly recognise: (text: string, likely: string) => { readonly code: string; readonly certainty: number };
  /** What a question is about in Dutch words, as far as its words are known; empty where none is. */
  readonly inDutchTerms: (question: string, language: string) => string;
  /** An assistant with its fixed texts in a language. */
  readonly spokenBy: (assistant: Assistant, language: string) => Assistant;
  /** For a question in a language that is not offered. */
  readonly notOffered: string;
  /** `{{language}}` and `{{text}}` stand for what is to be translated; of the first into Dutch, of the second out of it. */
  readonly prompts: { readonly question: TextPrompt; readonly answer: TextPrompt };
  /** Why a text cannot be the Dutch of a question; undefined when it can. */
  readonly questionFault: (dutch: string, question: string) => string | undefined;
  /** Why a text cannot be a sentence in another language; undefined when it can. */
  readonly sentenceFault: (dutch: string, translated: string, language: string) => string | undefined;
  /** A sentence as a model is to translate it: numbers in digits. */
  readonly forTranslation: (dutch: string) => string;
  /** A text as it is shown in its language: what runs the other way is set apart. */
  readonly shown: (text: string, language: string) => string;
  /** A Dutch sentence amid another language. */
  readonly setApart: (dutch: string, language: string) => string;
  /** The language's own name in Dutch, for a prompt. */
  readonly nameOf: (language: string) => string;
}
