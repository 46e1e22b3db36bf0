import { expect, it } from 'vitest';
import { isDutchWord } from '../../../src/knowledge/words/dutch-words.ts';

it.each(['paspoort', 'paspoorten', 'vergunningen', 'bommen', 'ramen', 'verhuisde', 'verhuist', 'huisje', 'grafisch', 'gefietst', 'kwijtgeraakt', 'stofzuigt', 'katjes', 'ijsje', 'digid', 'café'])('%s is Dutch', (word) => {
  expect(isDutchWord(word)).toBe(true);
});

it.each(['paspoort\u0000', 'papsort', 'vergunnign', 'rijbewjis', 'verhuizne', 'verhuisen', 'gelofen', 'xqzt', '', 'en/Za', '日本'])('%s is not', (word) => {
  expect(isDutchWord(word)).toBe(false);
});
