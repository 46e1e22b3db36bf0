import { latinLanguage } from './latin.ts';
import { languageOfScript, scriptOf } from './scripts.ts';

/** A language by its ISO 639-1 code, and how certain that is, 0 to 1. */
export interface Detected {
  readonly code: string;
  readonly certainty: number;
}

interface Known {
  /** Says whether a word in lower case is Dutch. */
  readonly isDutch: (word: string) => boolean;
  /** The language in which the conversation was held so far; absent: Dutch. */
  readonly likely?: string;
  /** Languages in which one may ask: between two that are alike, the better guess. */
  readonly offered?: readonly string[];
}

const MAX_TEXT = 2_000;
/** Addresses on the web and of mail, numbers, and letters by themselves: the same in all languages. */
const NEUTRAL = /\S+@\S+|https?:\/\/\S+|www\.\S+|\S*\p{Nd}\S*|(?<!\S)[\p{L}\p{P}](?!\S)/gu;

/**
 * The language of a question, also of one of two words. In doubt it is Dutch, or what the conversation was held in.
 * One language whatever the length: of a text in two, the one that most of it is in.
 */
export function detectLanguage(text: string, { isDutch, likely = 'nl', offered = [] }: Known): Detected {
  const read = text.slice(0, MAX_TEXT).replaceAll(NEUTRAL, ' ');
  const script = scriptOf(read);
  if (script === undefined) return { code: likely, certainty: 0 };
  return script === 'latin' ? latinLanguage(read, { isDutch, likely, offered }) : languageOfScript(script, read);
}
