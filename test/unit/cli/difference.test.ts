import { describe, expect, test } from 'vitest';
import { difference } from '../../../src/cli/replay/difference.ts';

const told = (first: string, second: string) => difference(first, second).map(({ sign, text }) => `${sign}${text}`);

describe('what a second answer has otherwise', () => {
  test.each([
    ['nothing', 'Een. Twee.', 'Een. Twee.', [' Een.', ' Twee.']],
    ['a sentence more', 'Een. Drie.', 'Een. Twee. Drie.', [' Een.', '+Twee.', ' Drie.']],
    ['a sentence less', 'Een. Twee. Drie.', 'Een. Drie.', [' Een.', '-Twee.', ' Drie.']],
    ['another sentence', 'Een kost 1 [1]. Twee.', 'Een kost 2 [1]. Twee.', ['-Een kost 1 [1].', '+Een kost 2 [1].', ' Twee.']],
    ['all', 'Een.', '', ['-Een.']],
    ['lines', '- een\n- twee', '- een\n- drie', [' - een', '-- twee', '+- drie']],
  ])('%s', (_, first, second, pieces) => expect(told(first, second)).toEqual(pieces));

  test('each text can be read back from it', () => {
    const [first, second] = ['a. b. c. d. e.', 'x. b. d. c. f.'];
    const pieces = difference(first, second);
    const read = (sign: string) => pieces.filter((piece) => piece.sign !== sign).map(({ text }) => text).join(' ');
    expect([read('+'), read('-')]).toEqual([first, second]);
  });
});
