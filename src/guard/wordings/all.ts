import { EXFILTRATION, FALSE_PROMISE } from './exfiltration.ts';
import { IGNORE_RULES, REVEAL_PROMPT, ROLE_PLAY } from './ignore-rules.ts';
import { ITS_OWN } from './its-own.ts';
import { MARKUP } from './markup.ts';
import { OTHER_LANGUAGES } from './other-languages.ts';

/** Ways of saying it, in all languages. */
export const WORDS = [...IGNORE_RULES, ...REVEAL_PROMPT, ...ROLE_PLAY, ...ITS_OWN, ...FALSE_PROMISE, ...EXFILTRATION, ...OTHER_LANGUAGES];
/** These, and what is no language of people. */
export const ALL_WORDINGS = [...WORDS, ...MARKUP];
