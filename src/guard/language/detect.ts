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
}

const MAX_TEXT = 2_000;
/** Addresses on the web, of mail, and numbers: the same in all languages. */
const NEUTRAL = /\S+@\S+|https?:\/\/\S+|www\.\S+|\S*\d\S*/g;

/**
 * The language of a question, also of one of two words. In doubt it is Dutch, or what the conversation was held in.
 * One language whatever the length: of a text in two, the one that most of it is in.
 */
export function detectLanguage(text: string, { isDutch, likely = 'nl' }: Known): Detected {
  const read = text.slice(0, MAX_TEXT).replaceAll(NEUTRAL, ' ');
  const script = scriptOf(read);
  if (script === undefined) return { code: likely, certainty: 0 };
  return script === 'latin' ? latinLanguage(read, isDutch, likely) : languageOfScript(script, read);
}
