import { expect, test } from 'vitest';
import { wholeVerbs } from '../../../src/knowledge/words/split-verbs.ts';

test.each([
  ['Ik heb een kind gekregen, hoe geef ik het aan?', ['aangeven']],
  ['Hoe vraag ik een paspoort aan voor mijn kind?', ['aanvragen']],
  ['hoe lever ik mijn oude pas in', ['inleveren']],
  ['Hoe zeg ik mijn abonnement op en waar lever ik de pas in?', ['opzeggen', 'inleveren']],
  ['Waar zie ik mijn dossier in?', ['inzien']],
  ['Haalt u grofvuil op? En hoe meld ik mij af?', ['ophalen', 'afmelden']],
  ['Wisselen jullie een buitenlands rijbewijs om?', ['omwisselen']],
])('a verb that stands in two pieces is found whole: %s', (question, verbs) => expect(wholeVerbs(question)).toEqual(verbs));

test.each(['Kan ik het paspoort aan de balie aanvragen?', 'Ik vraag aan de balie om hulp', 'aan wie vraag ik dat?', 'Ik schrijf in een schrift.', 'Wat kost dat? Op maandag.', ''])(
  'and none where its particle is a word by itself: %s',
  (question) => expect(wholeVerbs(question)).toEqual([]),
);
