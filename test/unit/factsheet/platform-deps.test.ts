import { expect, test } from 'vitest';
import { platformDeps } from '../../../src/cli/deps/platform-deps.ts';
import type { FactsheetSources } from '../../../src/cli/factsheet/sources.ts';
import type { Publication } from '../../../src/factsheet/factsheet.ts';
import { sampleFactsheet } from '../../support/sample-facts.ts';

test('a publication is read once, whoever asks for its cards how often', async () => {
  let last = publication(1);
  const found: number[] = [];
  const publications = { list: () => Promise.resolve([last]), find: (number: number) => (found.push(number), Promise.resolve(publication(number))) };
  const { systemCard } = platformDeps({ db: { query: () => Promise.resolve([]) }, publications } as unknown as FactsheetSources, { states: () => Promise.resolve([]), retry: () => Promise.resolve(false) });
  const cards = [await systemCard('loket', 'json'), await systemCard('loket', 'yaml'), await systemCard('nieuw', 'json')];
  expect([cards.every((card) => card !== undefined), found]).toEqual([true, [1]]);
  last = publication(2);
  expect([await systemCard('loket', 'json') === cards[0], found]).toEqual([false, [1, 2]]);
});

function publication(number: number): Publication {
  return { number, at: new Date(), reason: 'toets', document: JSON.stringify({ schema: 'balie-factsheet/1', ...sampleFactsheet() }), sha256: String(number).repeat(64), keyId: '', publicKey: '', signature: '' };
}
