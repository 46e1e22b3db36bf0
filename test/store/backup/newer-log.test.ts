import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../../src/audit/verify.ts';
import { thereAlready } from '../../../src/backup/tables.ts';
import { restore } from '../../../src/cli/commands/restore.ts';
import type { Database } from '../../../src/store/database.ts';
import { readOff } from '../../../src/switches/store.ts';
import { onServer } from '../../support/database.ts';
import { commandOn } from '../../support/keys-command.ts';
import { masterKey } from '../audit/support.ts';
import { keptTurns, retentionOf } from '../retention/support.ts';
import { keysOf, peopleOf, record, startLater, turn } from './later.ts';
import { emptyOne, linesOf } from './support.ts';

let later: Awaited<ReturnType<typeof startLater>>;
beforeAll(async () => void (later = await startLater()), 120_000);
afterEach(() => later.closeOpened());
afterAll(() => later.close());

const newer = () => ['--erasures', later.file('newer.jsonl')] as const;
const liveKeys = async (db: Database) => (await db.query<{ id: string }>('SELECT id FROM api_keys WHERE revoked_at IS NULL')).map(({ id }) => id);
const isShutOut = async (db: Database) => (await db.query('SELECT FROM people WHERE id = $1 AND disabled_at IS NOT NULL', [later.was.person])).length === 1;
const offIn = async (db: Database) => (await readOff(db)).map(({ assistant }) => assistant);

describe('what a newer log says was done since', { timeout: 120_000 }, () => {
  test('is done again: access is taken back as far as it was, holds are made before anything goes, and the rest is named', async () => {
    const { db, again } = await later.restored();
    const { was } = later;
    const { code, out } = await again(...newer());
    const holds = await db.query<{ id: string; conversation: string; isOpen: boolean }>('SELECT id, conversation_id AS conversation, ended_at IS NULL AS "isOpen" FROM legal_holds ORDER BY made_at');
    const [, held, aged, ...more] = holds;
    expect(holds).toEqual([{ id: was.released, conversation: was.erased.conversationId, isOpen: false }, { id: held?.id, conversation: was.held.conversationId, isOpen: true }, { id: aged?.id, conversation: was.aged.conversationId, isOpen: true }]);
    expect(more).toEqual([]);
    expect([code, linesOf(out)]).toEqual([0, [
      'Opnieuw gewist: 1 gesprekken en 0 medewerkers; 1 bleven door een blokkade.',
      `Opnieuw gemaakte blokkades tegen wissen (de reden van toen is weg): ${held?.id}, ${aged?.id}.`,
      `Opnieuw opgeheven blokkades tegen wissen: ${was.released}.`,
      // Nothing is given to a key: one of which nothing is left opens nothing any more.
      `Opnieuw ingetrokken sleutels: ${was.revoked}, ${was.emptied}.`,
      `Sleutels met opnieuw minder rechten: ${was.narrowed}.`,
      `Opnieuw buitengesloten medewerkers: ${was.person}.`,
      `Opnieuw gestopt of beperkt delen van gesprekken: ${was.stopped}, ${was.withFiles}.`,
      'Opnieuw uitgezet (de tekst van toen staat niet in het logboek: stel haar in): loket.',
      'Sinds de reservekopie ook gedaan, en nu niet opnieuw (kijk in Beheer wat nog moet): instelling veranderd (1).',
    ]]);
    expect(await keysOf(db).list()).toEqual(expect.arrayContaining([expect.objectContaining({ id: was.narrowed, models: ['klein'], assistants: ['loket'], collections: [], isAdmin: false, requestsPerMinute: 5 })]));
    expect(await db.query('SELECT id, with_files AS files FROM conversation_shares')).toEqual([{ id: was.withFiles, files: false }]);
    expect(await offIn(db)).toEqual(['loket', 'nog-iets']);
    // The first start of the desk: what is past its retention goes, but not what had to stay.
    await retentionOf(db, { said: 'P28D' }).run('start');
    expect(await keptTurns(db)).toEqual([was.held.id, was.aged.id].toSorted());
    expect(await verify(db, masterKey)).not.toHaveProperty('firstFault');
  });

  test('is not done a second time to who was let in since, nor to what was given back', async () => {
    const { db, again } = await later.restored();
    const { was } = later;
    expect(await again(...newer())).toMatchObject({ code: 0 });
    await peopleOf(db).setDisabled(was.person, false, { byUser: 'beheer' });
    await keysOf(db).change(was.narrowed, { models: ['*'] }, { byUser: 'beheer' });
    await turn(db, 'loket', null);
    expect(await again(...newer())).toMatchObject({ code: 0, out: expect.not.stringMatching(/Opnieuw (?:buitengesloten|uitgezet|ingetrokken)|minder rechten|blokkades/) });
    expect([await isShutOut(db), await offIn(db), (await keysOf(db).list()).find(({ id }) => id === was.narrowed)?.models]).toEqual([false, ['nog-iets'], ['*']]);
  });

  test('is done again by a longer log, also of what an act took something from meanwhile: only what was given back stays', async () => {
    const { was } = later;
    const { db, again } = await later.restored();
    expect(await again(...newer())).toMatchObject({ code: 0 });
    await keysOf(db).change(was.narrowed, { name: 'Anders', requestsPerMinute: 50 }, { byUser: 'beheer' });
    await keysOf(later.old).change(was.narrowed, { assistants: [], collections: [], group: 'Zuid' }, { byUser: 'beheer' });
    await later.old.transaction((tx) => record(tx, { kind: 'share.stopped', facts: { share: was.withFiles, conversation: was.talk, byKey: was.person } }));
    await later.exported(later.old, 'newest.jsonl');
    const { code, out } = await again('--erasures', later.file('newest.jsonl'));
    expect(code).toBe(0);
    expect(linesOf(out)).toEqual(expect.arrayContaining([`Sleutels met opnieuw minder rechten: ${was.narrowed}.`, `Opnieuw gestopt of beperkt delen van gesprekken: ${was.withFiles}.`, expect.stringContaining('sleutel veranderd (1)')]));
    expect((await keysOf(db).list()).find(({ id }) => id === was.narrowed)).toMatchObject({ name: 'Anders', assistants: [], models: ['klein'], isAdmin: false, requestsPerMinute: 50 });
    expect(await db.query('SELECT id FROM conversation_shares')).toEqual([]);
    // Who made a hold then is not lost by a restore of what was restored.
    expect(await db.query(`SELECT DISTINCT body::jsonb #>> '{facts,forPerson}' AS person FROM audit_entries WHERE kind = 'hold.made' AND body LIKE '%forPerson%'`)).toEqual([{ person: was.person }]);
  });

  test.runIf(onServer)('is done though a table is in use, and that something is left in its files is told', async () => {
    const { db, again } = await later.restored();
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reading = db.session(async (session) => {
      await session.query('BEGIN');
      await session.query('LOCK TABLE turn_keys IN ACCESS SHARE MODE');
      begun.resolve();
      await end.promise;
      await session.query('ROLLBACK');
    });
    await begun.promise;
    const told = await again(...newer());
    end.resolve();
    await reading;
    expect(told).toMatchObject({ code: 0, out: expect.stringMatching(/^Opnieuw gewist: 1 [^\n]*\nHet gewiste staat nog in de bestanden van de database \(55P03\): [^]*Opnieuw ingetrokken sleutels/) });
    expect(await liveKeys(db)).not.toContain(later.was.revoked);
  });
});

describe('a database that a server brought back to a moment', { timeout: 120_000 }, () => {
  test('has taken back what was taken back after that moment, whatever it recorded itself since', async () => {
    const { db, again } = await later.atThatMoment();
    // The desk was on for a while, and passed the numbers of what was done then.
    for (let n = 0; n < 60; n += 1) await turn(db, 'anders', n % 2 === 0 ? 'Dicht' : null);
    expect(await liveKeys(db)).toContain(later.was.revoked);
    expect(await again(...newer())).toMatchObject({ code: 0, out: expect.stringContaining(`Opnieuw ingetrokken sleutels: ${later.was.revoked}, `) });
    expect([(await liveKeys(db)).includes(later.was.revoked), await isShutOut(db)]).toEqual([false, true]);
    expect(await verify(db, masterKey)).not.toHaveProperty('firstFault');
  });

  test('takes no log with a gap before it, of before that moment, or of itself', async () => {
    const { db, again } = await later.atThatMoment();
    const { head } = later;
    expect(await again('--erasures', later.file('gap.jsonl'))).toMatchObject({ code: 'erasures-invalid', detail: `het heeft geen regel met deze database gemeen: het begint bij regel ${head + 2}, en de database eindigt bij regel ${head}` });
    expect(await again('--erasures', later.file('older.jsonl'))).toMatchObject({ code: 'erasures-invalid', detail: expect.stringMatching(new RegExp(`^het eindigt bij regel \\d+, en die heeft deze database zelf ook \\(zij gaat tot en met regel ${head}\\)`)) });
    await later.exported(db, 'own.jsonl');
    expect(await again('--erasures', later.file('own.jsonl'))).toMatchObject({ code: 'erasures-invalid', detail: expect.stringContaining(`het eindigt bij regel ${head + 1}`) });
    expect(await liveKeys(db)).toContain(later.was.revoked);
  });
});

describe('a log that does not say what was erased since a backup', { timeout: 120_000 }, () => {
  test('keeps that from being put back at all', async () => {
    const one = await emptyOne(onServer ? 'postgresql' : 'embedded', later.file(randomUUID()));
    const variables = { ...later.variables, ...one.variables };
    const put = (name: string) => commandOn(restore, later.old, variables)(later.file('vandaag.backup'), '--key', later.file('sleutel.pem'), '--erasures', later.file(name));
    const { head } = later;
    expect(await put('gap.jsonl')).toMatchObject({ code: 'erasures-invalid', detail: `het begint bij regel ${head + 2}, en de reservekopie eindigt bij regel ${head}: wat daartussen is gewist, staat er niet in` });
    expect(await put('older.jsonl')).toMatchObject({ code: 'erasures-invalid', detail: expect.stringMatching(new RegExp(`^het eindigt bij regel ${head - 1}, en de reservekopie gaat tot en met regel ${head}: dit logboek is ouder$`)) });
    const db = await one.open();
    expect(await thereAlready(db)).toEqual([]);
    await db.close();
    await one.drop();
  });

  test('is refused afterwards too, with one of the database itself and one of which a line is missing', async () => {
    const { db, again } = await later.restored();
    for (const name of ['gap.jsonl', 'older.jsonl']) expect(await again('--erasures', later.file(name)), name).toMatchObject({ code: 'erasures-invalid' });
    await later.exported(db, 'restored.jsonl');
    expect(await again('--erasures', later.file('restored.jsonl'))).toMatchObject({ code: 'erasures-invalid', detail: expect.stringContaining('die heeft deze database zelf ook') });
    expect(await liveKeys(db)).toContain(later.was.revoked);
    // From just behind the backup is enough.
    await later.exported(later.old, 'rest.jsonl', '--from', String(later.head + 1));
    expect(await again('--erasures', later.file('rest.jsonl'))).toMatchObject({ code: 0, out: expect.stringContaining(`Opnieuw ingetrokken sleutels: ${later.was.revoked}, `) });
  });
});
