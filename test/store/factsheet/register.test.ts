import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { createPace, REGISTER_PACE } from '../../../src/factsheet/register/api/pace.ts';
import { createRegisterClient } from '../../../src/factsheet/register/api/client.ts';
import { type RegisterAct, registeredAssistants } from '../../../src/factsheet/register/kept.ts';
import { createRegister } from '../../../src/factsheet/register/register.ts';
import type { Answer } from '../../../src/factsheet/statements/questions.ts';
import type { Database } from '../../../src/store/database.ts';
import { actsIn } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';
import { factsheetOf } from '../../support/register/factsheet.ts';
import { LOGIN, type ScriptedRegister, startScriptedRegister } from '../../support/scripted-register.ts';

const byPerson = '00000000-0000-4000-8000-000000000001';
const MINUTE = 60_000;

let db: Database;
let there: ScriptedRegister;
let clock = 0;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM factsheet_records');
  there = await startScriptedRegister();
});
afterEach(() => there.stop());

/** A desk by the register. @param password of its account. */
function deskWith({ password = LOGIN.password, limitMs = 2_000, pace = { ...REGISTER_PACE } } = {}) {
  const said: Record<string, Answer | undefined> = {};
  const now = () => new Date(1_795_766_400_000 + clock);
  const client = createRegisterClient({ ...LOGIN, password, url: there.url, tokenUrl: `${there.url}/token` }, { limitMs, pace: createPace(pace, () => clock), clock: () => clock });
  const register = createRegister({ db, record: createManagementLog({ masterKey: Buffer.alloc(32, 7), now }), factsheet: () => Promise.resolve(factsheetOf(said)), client, now });
  return {
    said,
    register,
    look: () => register.look('loket'),
    /** Presses a button on what it sees. */
    async press(act: RegisterAct, seen?: string) {
      await register.press({ act, assistant: 'loket', byPerson, seen: seen ?? (await register.look('loket')).there?.seen ?? '' });
    },
  };
}

const madeCalls = () => there.calls.filter((call) => call.startsWith('POST /aanlever'));
const lastActs = async (amount: number) => (await actsIn(db)).slice(-amount);

describe('a record in the register', () => {
  test('is made, changed, released, published and taken back, each by a press that is on record', async () => {
    const desk = deskWith();
    expect(await desk.look()).toMatchObject({ there: undefined, acts: ['send'], rejections: [] });
    await desk.press('send');
    expect(there.entries).toMatchObject([{ state: 'STATE_1', isPublic: false, record: { source_id: 'balie.lindewaarde.example/loket', name: 'Digitale balie' } }]);
    // The register lays markup out in its own way: that is no difference.
    expect(await desk.look()).toMatchObject({ there: { state: 'draft', differences: [], isChanged: false, id: '10000000' }, acts: ['release'] });

    desk.said['goal'] = 'Een ander doel.';
    const changed = await desk.look();
    expect(changed.there?.differences).toMatchObject([{ key: 'goal', here: 'Een ander doel.' }]);
    expect(changed.acts).toEqual(['update', 'release']);
    await desk.press('update');
    expect(there.entries[0]?.record['goal']).toBe('<p>Een ander doel.</p>');

    // More than a minute's worth of requests would wait, or be refused.
    clock += MINUTE;
    there.nextMinute();
    await desk.press('release');
    expect(await desk.look()).toMatchObject({ there: { state: 'released' }, acts: ['publish'], kept: { state: 'released', remoteId: '10000000', fault: undefined } });
    await desk.press('publish');
    expect(await desk.look()).toMatchObject({ there: { state: 'published', isPublic: true }, acts: ['retract'] });
    await desk.press('retract');
    expect(await desk.look()).toMatchObject({ there: { state: 'withdrawn', isPublic: false }, acts: ['release'] });
    expect(madeCalls()).toHaveLength(1);
    const acts = await lastActs(10);
    expect(acts.map(({ kind, facts }) => `${kind} ${String(facts['act'])}`)).toEqual(['send', 'update', 'release', 'publish', 'retract'].flatMap((act) => [`register.asked ${act}`, `register.done ${act}`]));
    expect(acts.at(-1)).toMatchObject({ facts: { assistant: 'loket', byPerson, remoteId: '10000000' } });
  });

  test('is published by the register alone where the organisation does not do so itself', async () => {
    there.flow = 'ICTU_LAST';
    const desk = deskWith();
    await desk.press('send');
    await desk.press('release');
    expect((await desk.look()).acts).toEqual([]);
    await expect(desk.press('publish')).rejects.toThrow('register-step');
  });

  test('that would be refused is not sent', async () => {
    const desk = deskWith();
    desk.said['name'] = 'x'.repeat(101);
    await expect(desk.press('send')).rejects.toThrow('register-rejected');
    expect(madeCalls()).toEqual([]);
    expect((await lastActs(1))[0]).toMatchObject({ kind: 'register.failed', facts: { fault: 'register-rejected' } });
  });

  test('that the register refuses all the same is told by its fields, and by nothing that stood in them', async () => {
    const desk = deskWith();
    there.failNext(/^POST \/aanlever/, 422);
    await expect(desk.press('send')).rejects.toThrow(/^register-invalid: goal$/);
    expect((await desk.look()).kept).toMatchObject({ state: 'none', fault: 'register-invalid' });
    await desk.press('send');
    expect(there.entries).toHaveLength(1);
  });

  test('of which the answer was lost is found again, and never made twice', async () => {
    const desk = deskWith();
    there.failNext(/^POST \/aanlever/, 'lost');
    await expect(desk.press('send')).rejects.toThrow('register-unreachable');
    // While it may still be on its way, nobody begins anew.
    await expect(desk.press('send', '')).rejects.toThrow('register-busy');
    clock += 3 * MINUTE;
    expect(await desk.look()).toMatchObject({ kept: { state: 'sending', remoteId: undefined }, there: { id: '10000000', differences: [] } });
    await desk.press('send');
    expect(await desk.look()).toMatchObject({ kept: { state: 'draft', remoteId: '10000000' } });
    expect([there.entries.length, madeCalls().length]).toEqual([1, 1]);
  });

  test('of which the answer was lost, and of which more is known since, is changed by a press that saw it', async () => {
    const desk = deskWith();
    there.failNext(/^POST \/aanlever/, 'lost');
    await expect(desk.press('send')).rejects.toThrow('register-unreachable');
    clock += 3 * MINUTE;
    desk.said['name'] = 'Nieuwe balie';
    await expect(desk.press('send', '')).rejects.toThrow('register-changed');
    await desk.press('update');
    expect(there.entries).toMatchObject([{ record: { name: 'Nieuwe balie' } }]);
  });

  test('that was published or taken back while the answer was lost counts as it stands there, once somebody looks', async () => {
    const desk = deskWith();
    await desk.press('send');
    await desk.press('release');
    there.failNext(/publish$/, 'lost');
    await expect(desk.press('publish')).rejects.toThrow('register-unreachable');
    expect(await registeredAssistants(db)).toEqual([]);
    expect(await desk.look()).toMatchObject({ there: { state: 'published' }, kept: { state: 'published', fault: undefined }, acts: ['retract'] });
    expect(await registeredAssistants(db)).toEqual(['loket']);
    clock += MINUTE;
    there.nextMinute();
    there.failNext(/retract$/, 'lost');
    await expect(desk.press('retract')).rejects.toThrow('register-unreachable');
    expect(await registeredAssistants(db)).toEqual(['loket']);
    expect(await desk.look()).toMatchObject({ there: { state: 'withdrawn' }, kept: { state: 'withdrawn' }, acts: ['release'] });
    expect(await registeredAssistants(db)).toEqual([]);
  });

  test('that is not there any more does not count as registered, and what a press is about is left to it', async () => {
    const desk = deskWith();
    for (const act of ['send', 'release', 'publish'] as const) await desk.press(act);
    there.entries.length = 0;
    await db.query('UPDATE factsheet_records SET claimed_until = $1', [new Date(1_795_766_400_000 + clock + MINUTE)]);
    expect((await desk.look()).kept.state).toBe('published');
    clock += 2 * MINUTE;
    there.nextMinute();
    expect((await desk.look()).kept.state).toBe('none');
    expect(await registeredAssistants(db)).toEqual([]);
  });

  test('that somebody changed there is told, field by field, and not overwritten by who did not see it', async () => {
    const desk = deskWith();
    await desk.press('send');
    desk.said['risks'] = 'Een ander risico.';
    const { seen = '' } = (await desk.look()).there ?? {};
    Object.assign(there.entries[0]?.record ?? {}, { name: 'Door iemand veranderd' });
    await expect(desk.press('update', seen)).rejects.toThrow('register-changed');
    expect(there.entries[0]?.record['name']).toBe('Door iemand veranderd');
    const look = await desk.look();
    expect(look.there).toMatchObject({ isChanged: true, differences: [{ key: 'name', here: 'Digitale balie', there: 'Door iemand veranderd' }, { key: 'risks', here: 'Een ander risico.' }] });
    await desk.press('update');
    expect(await desk.look()).toMatchObject({ there: { isChanged: false, differences: [] } });
  });

  test('that was released meanwhile is a conflict, and goes on from what is there then', async () => {
    const desk = deskWith();
    await desk.press('send');
    desk.said['goal'] = 'Ander doel.';
    there.failNext(/^PUT .*\d{8}$/, 409);
    await expect(desk.press('update')).rejects.toThrow('register-conflict');
    await desk.press('update');
    await desk.press('release');
    expect(there.entries).toMatchObject([{ state: 'STATE_2', record: { goal: '<p>Ander doel.</p>' } }]);
  });

  test('that was taken away there is made anew', async () => {
    const desk = deskWith();
    await desk.press('send');
    there.entries.length = 0;
    expect(await desk.look()).toMatchObject({ there: undefined, acts: ['send'] });
    await desk.press('send');
    expect(there.entries).toHaveLength(1);
  });
});

describe('the connection', () => {
  test('asks for a token once, and for another when it ended, also in mid-run', async () => {
    const desk = deskWith();
    const tokens = () => there.calls.filter((call) => call === 'POST /token').length;
    await desk.press('send');
    expect(tokens()).toBe(1);
    // By what was said of it, on a clock that no difference of time touches.
    clock += 290_000;
    await desk.look();
    expect(tokens()).toBe(2);
    there.endTokens();
    expect(await desk.look()).toMatchObject({ fault: undefined });
    expect(tokens()).toBe(3);
  });

  test.each([
    ['401', 401, 'register-forbidden'], ['403', 403, 'register-forbidden'], ['404', 404, 'register-unknown'], ['409', 409, 'register-conflict'], ['429', 429, 'register-limit'], ['500', 500, 'register-fault'], ['a lost answer', 'lost', 'register-unreachable'], ['silence', 'silent', 'register-slow'],
  ] as const)('tells of %s', async (_, fault, code) => {
    const desk = deskWith({ limitMs: 300 });
    there.failNext(/algorithms$/, fault);
    // One 401 is a token that ended.
    if (fault === 401) there.failNext(/algorithms$/, fault);
    const { fault: told, acts } = await desk.look();
    expect([told?.code, acts]).toEqual([code, []]);
    expect(JSON.stringify(told)).not.toContain('geheim');
  });

  test('tells that it may not log in, without the password', async () => {
    const { fault } = await deskWith({ password: 'verkeerd' }).look();
    expect(fault).toEqual({ code: 'register-login', detail: 'HTTP 401' });
  });

  test('tells of nobody at the other side', async () => {
    const desk = deskWith();
    await there.stop();
    expect((await desk.look()).fault?.code).toBe('register-unreachable');
    there = await startScriptedRegister();
  });

  test('keeps to the requests that the register allows', async () => {
    const desk = deskWith({ pace: { requests: 4, windowMs: MINUTE, maxWaitMs: 0 } });
    await desk.look();
    await desk.look();
    await desk.look();
    expect((await desk.look()).fault?.code).toBe('register-limit');
    expect(there.calls.filter((call) => call !== 'POST /token')).toHaveLength(4);
    clock += MINUTE;
    expect((await desk.look()).fault).toBeUndefined();
  });
});
