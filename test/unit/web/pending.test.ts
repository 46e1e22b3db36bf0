import { expect, test } from 'vitest';
import { pendingRow } from '../../../src/web/pages/admin/pending.ts';

test('a document that was taken out of its source can be taken in again, and nothing else', async () => {
  const row = String(await pendingRow('producten', {
    id: 'een', collectionId: 'producten', sourceId: 'oud.md', source: 'folder', fileName: 'oud.md', state: 'withdrawn', attempts: 0, fault: null, detail: null,
    deliveredAt: new Date(), isHere: false, isInUse: false, howRetried: 'source',
  }));
  expect(row).toContain('Weer opnemen');
  expect(row).toContain('/wachtrij/een/opnieuw');
  expect(row).not.toMatch(/Loslaten|Opnieuw proberen|Bron opnieuw lezen/);
});
