import { DUTCH } from '../details.ts';
import type { Step } from '../context.ts';
import { Phrases } from '../phrases/phrases.ts';
import { tokensOf } from '../phrases/tokens.ts';

const NOW = new Phrases(['nu', 'vandaag', 'vanavond', 'vanmiddag', 'straks', 'op dit moment']);
const OPEN = new Phrases(['open', 'geopend', 'dicht', 'gesloten', 'bereikbaar', 'openingstijden', 'bellen', 'bel', 'langskomen', 'terecht', 'spreken']);
const OURS = new Phrases(['balie', 'loket', 'gemeente', 'gemeentehuis', 'stadhuis', 'jullie', 'telefo*', 'bellen', 'medewerker', 'iemand']);

/**
 * With the answer to "is de balie vandaag open?": how it is now, by the configured hours. No document knows what day it is. It is what was asked, so
 * it stands above all that is not written yet when it is known; under an answer of a model, which was shown while it was written.
 */
export const openNow: Step = (context, { openings, languages }) => {
  const tokens = tokensOf(context.question);
  const said = [NOW, OPEN, OURS].every((phrases) => phrases.isIn(tokens)) ? (openings?.(context.language) ?? '') : '';
  if (said === '') return;
  const text = context.language === DUTCH ? said : (languages?.shown(said, context.language) ?? said);
  if (context.outcome === 'answered') context.below = [context.below, text].filter((part) => part !== undefined).join('\n\n');
  else context.above = text;
};
