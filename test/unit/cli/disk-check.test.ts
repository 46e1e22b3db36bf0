import { expect, test } from 'vitest';
import { diskCheck } from '../../../src/cli/doctor/machine.ts';

test.each([
  [499e6, 100e9, 'fault'],
  // Much of a small disk is little all the same.
  [499e6, 600e6, 'fault'],
  [500e6, 100e9, 'warning'],
  [4.9e9, 50e9, 'warning'],
  // Of a small disk a part is free that is no cause for worry; of a large one little of it is much.
  [4.9e9, 49e9, 'ok'],
  [5e9, 1000e9, 'ok'],
] as const)('of a disk with %i bytes free of %i: %s', (free, all, state) => {
  const check = diskCheck('/var/lib/balie', free, all);
  expect(check).toMatchObject({ what: 'Ruimte op de schijf', state, said: expect.stringMatching(/^\d[\d.,]* [MG]B vrij van \d[\d.,]* [MG]B bij \/var\/lib\/balie$/) });
  expect('action' in check && check.action.includes('Maak ruimte')).toBe(state !== 'ok');
});
