import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { masterKey } from '../../../src/audit/content.ts';
import { recordBackup } from '../../../src/cli/backup/make.ts';
import { watchBackups } from '../../../src/cli/keeping/keep-backups.ts';
import { gaugeBackups } from '../../../src/metrics/backup-gauge.ts';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { AUDIT_KEY } from '../../support/keys-command.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('the desk tells when another process last made a backup, and nothing where none was ever made', async () => {
  const { registry, text } = createMetrics();
  const told = () => /^balie_backup_made_timestamp_seconds (.*)$/m.exec(text())?.[1];
  const onError = vi.fn<(error: unknown) => void>();
  const onLook = vi.fn<(at: string | undefined) => void>(gaugeBackups(registry));
  const stop = watchBackups(db, { onLook, onError, everyMs: 20 });
  try {
    await expect.poll(() => onLook.mock.calls).toContainEqual([undefined]);
    expect(told()).toBeUndefined();
    const began = Date.now();
    await recordBackup(db, Buffer.from(await masterKey(db, AUDIT_KEY, '/nowhere')), 'backup.made', { madeAt: new Date().toISOString() });
    await expect.poll(() => Number(told()) * 1_000).toBeGreaterThanOrEqual(began - 1_000);
    expect(Number(told()) * 1_000).toBeLessThanOrEqual(Date.now());
    expect(onError).not.toHaveBeenCalled();
  } finally {
    stop();
  }
});
