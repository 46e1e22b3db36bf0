import { expect, it } from 'vitest';
import { isDutchWord } from '../../../src/knowledge/words/dutch-words.ts';

it.each(['paspoort', 'paspoorten', 'vergunningen', 'bommen', 'ramen', 'verhuisde', 'gefietst', 'kwijtgeraakt', 'stofzuigt', 'katjes', 'ijsje', 'digid', 'café'])('%s is Dutch', (word) => {
  expect(isDutchWord(word)).toBe(true);
});

it.each(['paspoort\u0000', 'papsort', 'vergunnign', 'rijbewjis', 'verhuizne', 'xqzt', '', 'en/Za', '日本'])('%s is not', (word) => {
  expect(isDutchWord(word)).toBe(false);
});
