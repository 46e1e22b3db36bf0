import { expect, test } from 'vitest';
import { NO_LIMITS, type KeySummary } from '../../../src/identity/keys.ts';
import { narrowed, widened } from '../../../src/identity/narrowed.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const key: KeySummary = {
  id: 'a', name: 'Programma', group: null, collections: ['producten', 'nieuws'], models: ['*'], assistants: [], isAdmin: true, isReviewer: false, ...NO_LIMITS, tokensPerDay: 1_000,
  createdAt: day('2026-01-01'), expiresAt: day('2027-01-01'), revokedAt: null, lastUsedAt: null, rotatedFrom: null,
};

test.each([
  ['what is taken', { collections: ['nieuws'], isAdmin: false }, { collections: ['nieuws'], isAdmin: false }],
  ['all, of which some are left', { models: ['klein'] }, { models: ['klein'] }],
  ['a limit where there was none, and a lower one', { requestsPerMinute: 5, tokensPerDay: 10 }, { requestsPerMinute: 5, tokensPerDay: 10 }],
  ['an earlier end', { expiresAt: day('2026-12-01') }, { expiresAt: day('2026-12-01') }],
  ['what is taken, but not what is given besides', { collections: ['nieuws', 'extra'], assistants: ['*'], isReviewer: true, tokensPerDay: null, expiresAt: null }, { collections: ['nieuws'] }],
])('a key loses %s', (_what, left, lost) => {
  // And nothing else is said of it: limits are of more keys than this one.
  expect(narrowed(key, left)).toEqual(lost);
});

test.each([
  ['nothing is said', {}],
  ['all is given', { collections: ['*'], models: ['*'], assistants: ['loket'], isAdmin: true, isReviewer: true, tokensPerDay: 2_000, expiresAt: day('2028-01-01') }],
])('a key stays as it is where %s', (_what, left) => {
  expect(narrowed(key, left)).toBeUndefined();
});

test.each([
  ['more in a list', { models: ['klein'], isAdmin: true }, { models: ['klein', 'groot'], isAdmin: false }, ['models']],
  ['all', { models: ['klein'] }, { models: ['*'] }, ['models']],
  ['a right', { isReviewer: false, collections: ['producten'] }, { isReviewer: true, collections: [] }, ['isReviewer']],
  ['a higher limit, and no limit', { requestsPerMinute: 5, tokensPerDay: 10, tokensPerMonth: null }, { requestsPerMinute: 6, tokensPerDay: null, tokensPerMonth: 5 }, ['requestsPerMinute', 'tokensPerDay']],
  ['a later end', { expiresAt: day('2026-12-01') }, { expiresAt: null }, ['expiresAt']],
  ['nothing', { models: ['*'], expiresAt: null, tokensPerDay: 10 }, { models: ['klein'], expiresAt: day('2026-12-01'), tokensPerDay: 5 }, []],
])('a change gave %s', (_what, from, to, more) => {
  expect(widened(from, to)).toEqual(more);
});
