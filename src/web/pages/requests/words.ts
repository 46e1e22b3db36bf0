/** What the pages say of requests. */
import type { Reason, RequestKind } from '../../../privacy/choices.ts';

export const KIND_WORDS: Readonly<Record<RequestKind, string>> = {
  access: 'Inzage',
  correction: 'Aanvulling bij een antwoord',
  erasure: 'Wissen',
};

export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  identity: 'Niet gebleken dat de verzoeker dit gesprek of account heeft',
  'nothing-kept': 'Er is niets meer bewaard',
  'must-keep': 'De gemeente moet dit nog bewaren (artikel 17 lid 3)',
  'rights-of-others': 'Het zou rechten van anderen schaden (artikel 15 lid 4)',
  unfounded: 'Kennelijk ongegrond of buitensporig (artikel 12 lid 5)',
};

/** What is said of a request over the telephone. */
export const referenceWords = (id: string) => id.slice(0, 8).toUpperCase();
