import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import { eraserOf } from '../../../src/retention/aged.ts';
import { agedReports, createSourceReports, type NewReport } from '../../../src/workplace/source-reports.ts';
import { openTestDatabase } from '../../support/database.ts';

const masterKey = randomBytes(32);
const start = new Date('2026-11-26T09:00:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

let db: Database;
let now = start;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  now = start;
  await db.query('DELETE FROM source_reports');
});

const open = (key = masterKey) => createSourceReports({ db, masterKey: key, now: () => now, record: createManagementLog({ masterKey, now: () => now }) });
const report = (given: Partial<NewReport> = {}): NewReport => ({ id: randomUUID(), collectionId: 'producten', documentId: 'd'.repeat(20), personId: randomUUID(), text: 'Het bedrag klopt niet.', title: 'Leges', ...given });

describe('a report', () => {
  test('comes back as it was made, and says what became of it', async () => {
    const reports = open();
    const made = report({ place: { ordinal: 3, words: 'Tarieven, pagina 2' } });
    await reports.add(made);
    expect(await reports.ofPerson(made.personId, 10)).toEqual([{ ...made, createdAt: start, done: undefined }]);
    now = after(5);
    await reports.settle({ id: made.id, collectionId: 'producten', note: 'Aangepast', by: 'sleutel1' });
    expect(await reports.ofPerson(made.personId, 10)).toEqual([{ ...made, createdAt: start, done: { at: after(5), by: 'sleutel1', note: 'Aangepast' } }]);
    expect((await verify(db, masterKey)).firstFault).toBeUndefined();
  });

  test('opens with no other key, nor in the place of another report', async () => {
    const [one, two] = [report(), report({ text: 'Iets anders' })];
    for (const made of [one, two]) await open().add(made);
    await expect(open(randomBytes(32)).ofPerson(one.personId, 10)).rejects.toThrow();
    await db.query('UPDATE source_reports SET content = (SELECT content FROM source_reports WHERE id = $2) WHERE id = $1', [one.id, two.id]);
    await expect(open().ofPerson(one.personId, 10)).rejects.toThrow();
  });

  test('is not kept when it cannot be recorded', async () => {
    const failing = createSourceReports({ db, masterKey, now: () => now, record: () => Promise.reject(new Error('no chain')) });
    const made = report();
    await expect(failing.add(made)).rejects.toThrow('no chain');
    expect(await open().ofPerson(made.personId, 10)).toEqual([]);
  });

  test('of the same number is one, and never somebody else\'s', async () => {
    const made = report();
    await open().add(made);
    const other = report({ id: made.id, text: 'Van een ander' });
    await open().add(other);
    expect(await open().ofPerson(other.personId, 10)).toEqual([]);
    expect(await open().ofPerson(made.personId, 10)).toMatchObject([{ text: made.text }]);
  });

  test('is one of at most twenty in an hour, also of those that come at once', async () => {
    const personId = randomUUID();
    const answers = await Promise.allSettled(Array.from({ length: 25 }, () => open().add(report({ personId }))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'report-too-often', retryAfterMs: 3_600_000 } });
    now = after(61);
    await open().add(report({ personId }));
  });
});

describe('of a collection', () => {
  test('what waits comes first, by page, and is counted', async () => {
    const reports = open();
    const made = Array.from({ length: 5 }, (_, index) => report({ text: `melding ${index}` }));
    for (const [index, one] of made.entries()) {
      now = after(index);
      await reports.add(one);
    }
    await reports.add(report({ collectionId: 'intern' }));
    await reports.settle({ id: made[4]?.id ?? '', collectionId: 'producten', note: '', by: 'x' });
    const texts = async (page: number) => (await reports.ofCollection('producten', { page, pageSize: 3 })).reports.map(({ text }) => text);
    expect([await texts(1), await texts(2), await texts(3)]).toEqual([['melding 3', 'melding 2', 'melding 1'], ['melding 0', 'melding 4'], []]);
    expect((await reports.ofCollection('producten', { page: 1, pageSize: 3 })).total).toBe(5);
    expect(await reports.waiting(['producten', 'intern', 'geen'])).toEqual(new Map([['producten', 4], ['intern', 1]]));
    expect(await reports.waiting([])).toEqual(new Map());
  });

  test('one is settled once, and only there', async () => {
    const made = report();
    await open().add(made);
    const settle = (collectionId: string) => open().settle({ id: made.id, collectionId, note: '', by: 'x' });
    await expect(settle('intern')).rejects.toMatchObject({ code: 'report-unknown' });
    await settle('producten');
    await expect(settle('producten')).rejects.toMatchObject({ code: 'report-done' });
  });
});

test('all of a report goes after the retention time, and nothing before', async () => {
  await open().add(report());
  const erase = (before: Date) => eraserOf(db, agedReports).erase({ kind: 'reports', before });
  expect(await erase(start)).toBe(0);
  expect(await erase(after(0.01))).toBe(1);
  expect(await db.query('SELECT FROM source_reports')).toEqual([]);
  expect((await verify(db, masterKey)).firstFault).toBeUndefined();
});
