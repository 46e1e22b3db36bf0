import { DUTCH_AND_ENGLISH } from './dutch-and-english.ts';
import { ITS_OWN } from './its-own.ts';
import { MARKUP } from './markup.ts';
import { OTHER_LANGUAGES } from './other-languages.ts';

/** Ways of saying it, in all languages. */
export const WORDS = [...DUTCH_AND_ENGLISH, ...ITS_OWN, ...OTHER_LANGUAGES];
/** These, and what is no language of people. */
export const ALL_WORDINGS = [...WORDS, ...MARKUP];
