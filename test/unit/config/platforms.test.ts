import { describe, expect, test } from 'vitest';
import { filePlatform, pullPlatform, REGISTER_PLATFORM } from '../../../src/factsheet/platforms/platform.ts';
import { platformRules, readPlatforms } from '../../../src/config/platform-rules.ts';

describe('factsheetPlatforms', () => {
  const one = { id: 'landelijk', url: 'https://platform.example/factsheets' };

  test('are none unless they are named, outside the building, and have their keys beside the configuration', () => {
    expect(platformRules.parse(undefined)).toEqual([]);
    const all = platformRules.parse([{ ...one, keyFile: 'sleutels/landelijk' }]);
    const faults: string[] = [];
    expect(readPlatforms(all, '/etc/balie', faults)).toEqual([{ ...one, keyFile: '/etc/balie/sleutels/landelijk', allowPrivate: false }]);
    // Told with the configuration, before a desk starts.
    expect(faults).toEqual(['factsheetPlatforms.0.keyFile: het bestand /etc/balie/sleutels/landelijk is niet te lezen']);
  });

  test.each([REGISTER_PLATFORM, filePlatform.id, pullPlatform.id])('refuse %s, which the desk calls something else', (id) => {
    expect(platformRules.safeParse([{ ...one, id }]).success).toBe(false);
  });

  test.each([
    ['a name twice', [one, one]],
    ['no address', [{ ...one, url: 'platform' }]],
    ['a word that it does not know', [{ ...one, key: 'geheim' }]],
    ['too many', Array.from({ length: 21 }, (_, at) => ({ ...one, id: `p-${at}` }))],
  ])('refuse %s', (_, given) => {
    expect(platformRules.safeParse(given).success).toBe(false);
  });
});
