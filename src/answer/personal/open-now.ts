import { DUTCH } from '../details.ts';
import type { Step } from '../context.ts';
import { Phrases } from '../phrases/phrases.ts';
import { tokensOf } from '../phrases/tokens.ts';

const NOW = new Phrases(['nu', 'vandaag', 'vanavond', 'vanmiddag', 'straks', 'op dit moment']);
const OPEN = new Phrases(['open', 'geopend', 'dicht', 'gesloten', 'bereikbaar', 'openingstijden', 'bellen', 'bel', 'langskomen', 'terecht', 'spreken']);
const OURS = new Phrases(['balie', 'loket', 'gemeente', 'gemeentehuis', 'stadhuis', 'jullie', 'telefo*', 'bellen', 'medewerker', 'iemand']);

/** Under the answer to "is de balie vandaag open?": how it is now, by the configured hours. No document knows what day it is. */
export const openNow: Step = (context, { openings }) => {
  const tokens = tokensOf(context.question);
  const text = context.language === DUTCH && [NOW, OPEN, OURS].every((phrases) => phrases.isIn(tokens)) ? (openings?.() ?? '') : '';
  if (text !== '') context.below = [context.below, text].filter((part) => part !== undefined).join('\n\n');
};
