import { EXFILTRATION } from './exfiltration.ts';
import { FALSE_PROMISE } from './false-promise.ts';
import { IGNORE_RULES } from './ignore-rules.ts';
import { ITS_OWN } from './its-own.ts';
import { MARKUP } from './markup.ts';
import { OTHER_LANGUAGES } from './other-languages.ts';
import { REVEAL_PROMPT } from './reveal-prompt.ts';
import { ROLE_PLAY } from './role-play.ts';

/** Ways of saying it, in all languages. */
export const WORDS = [...IGNORE_RULES, ...REVEAL_PROMPT, ...ROLE_PLAY, ...ITS_OWN, ...FALSE_PROMISE, ...EXFILTRATION, ...OTHER_LANGUAGES];
/** These, and what is no language of people. */
export const ALL_WORDINGS = [...WORDS, ...MARKUP];
