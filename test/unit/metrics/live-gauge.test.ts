import { expect, test } from 'vitest';
import { watchLiveStates } from '../../../src/metrics/live-gauge.ts';
import { Registry } from '../../../src/metrics/registry.ts';

test('tells which assistants are kept off for what is missing, and how long an exception lasts', () => {
  const registry = new Registry();
  watchLiveStates(registry, () => [{ name: 'vol', standing: 'complete' }, { name: 'loket', standing: 'excepted', daysLeft: 14 }, { name: 'oud', standing: 'closed', daysLeft: -1 }, { name: 'proef', standing: 'excepted' }]);
  const lines = registry.text().split('\n').filter((line) => line.startsWith('balie_'));
  expect(lines).toEqual([
    'balie_assistant_closed{assistant="vol"} 0', 'balie_assistant_closed{assistant="loket"} 0', 'balie_assistant_closed{assistant="oud"} 1', 'balie_assistant_closed{assistant="proef"} 0',
    'balie_assistant_exception_days{assistant="loket"} 14', 'balie_assistant_exception_days{assistant="oud"} -1',
  ]);
});
