import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openQueue } from '../../src/jobs/queue.ts';
import type { Database } from '../../src/store/database.ts';
import { connect } from '../../src/store/postgres.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';
import { askJson } from '../support/questions.ts';

let place: Installation;
beforeAll(async () => void (place = await makeInstallation()));
afterAll(async () => {
  await endPrograms();
  await place.remove();
});

const onDesk = async <T>(use: (db: Database) => Promise<T>): Promise<T> => {
  const db = connect({ kind: 'embedded', connection: { host: join(place.dataDir, 'run'), user: 'postgres', database: 'postgres', max: 1 } });
  try {
    return await use(db);
  } finally {
    await db.close();
  }
};
const timetable = () => onDesk((db) => db.query(`SELECT key, cron, timezone FROM jobs.schedule WHERE name = 'source' ORDER BY key`));
const declare = async (lines: string) => {
  const file = join(place.folder, 'balie.yaml');
  await writeFile(file, `${await readFile(file, 'utf8')}${lines}`);
};

test('the desk keeps the timetable of its configuration, and reads a folder when its turn comes', async () => {
  await mkdir(join(place.folder, 'regels'));
  await writeFile(join(place.folder, 'regels', 'leges.md'), '# Leges\n\nEen kapvergunning kost € 112,00.\n');
  const first = startProgram(['serve'], place.env);
  await first.url();
  await expect.poll(timetable, { interval: 200 }).toEqual([{ key: 'producten', cron: '0 * * * *', timezone: 'Europe/Amsterdam' }]);
  await first.stop();

  await declare("    schedule: '30 4 * * 1'\n  - id: regels\n    title: Regels\n    owner: Team Juridische Zaken\n    readers: [resident]\n    folder: regels\n");
  const second = startProgram(['serve'], place.env);
  const url = await second.url();
  await expect.poll(timetable, { interval: 200 }).toEqual([
    { key: 'producten', cron: '30 4 * * 1', timezone: 'Europe/Amsterdam' },
    { key: 'regels', cron: '0 * * * *', timezone: 'Europe/Amsterdam' },
  ]);

  await writeFile(join(place.documents, 'hond.md'), '# Hondenbelasting\n\nVoor een hond betaalt u € 74,12 per jaar.\n');
  // What the clock of the queue does at half past four.
  await onDesk(async (db) => {
    const queue = await openQueue(db, { onError: () => undefined });
    await queue.lookThrough('producten');
    await queue.close(1_000);
  });
  await second.printed(/hond\.md {2}nieuw[^]*Klaar: 1 nieuw, 0 gewijzigd, 3 ongewijzigd/);
  expect(await askJson(url, 'Hoeveel is de hondenbelasting?')).toMatchObject({ answer: expect.stringContaining('74,12') });

  await writeFile(join(place.documents, 'markt.md'), '# Weekmarkt\n\nDe weekmarkt is op donderdag.\n');
  const run = await runCommand(['sources', 'run', 'producten'], place.env);
  expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/markt\.md {2}nieuw[^]*Klaar: 1 nieuw, 0 gewijzigd, 4 ongewijzigd/) });
  expect(await askJson(url, 'Wanneer is de weekmarkt?')).toMatchObject({ answer: expect.stringContaining('donderdag') });
  expect(await second.stop()).toEqual({ code: 0, signal: null });
}, 120_000);
