import { expect, test } from 'vitest';
import { isByHand, isReadBy, READ_SOURCES } from '../../../src/jobs/source-kinds.ts';
import { sourceName } from '../../../src/web/pages/admin/words.ts';

test.each(READ_SOURCES)('a %s is read by the desk where its collection names one', (source) => {
  const isRead = isReadBy([{ id: 'een', [source]: 'daar' }, { id: 'twee' }, { id: 'drie', [source]: undefined }]);
  expect(['een', 'twee', 'drie', 'onbekend'].map((id) => isRead(id, source))).toEqual([true, false, false, false]);
});

test('what is brought, or read by hand from a named place, is not', () => {
  const isRead = isReadBy([{ id: 'een', folder: 'map', website: { start: [] } }]);
  expect(['push', 'path:folder', 'id', ''].map((source) => isRead('een', source))).toEqual([false, false, false, false]);
});

test('a folder comes back by hand where the configuration does not name it; a place with a name always does', () => {
  expect([isByHand('folder', false), isByHand('folder', true), isByHand('path:x', false), isByHand('website', false), isByHand('push', false)]).toEqual([true, false, true, false, false]);
});

test('each has a name on the screens of who manages them', () => {
  for (const source of READ_SOURCES) expect(sourceName(source)).not.toBe(source);
});
