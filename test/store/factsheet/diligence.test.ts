import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import { diligence } from '../../../src/cli/commands/diligence.ts';
import { diligenceDeps } from '../../../src/cli/deps/diligence-deps.ts';
import { saidParts } from '../../../src/cli/diligence/said.ts';
import { createMeasuring } from '../../../src/cli/diligence/measuring.ts';
import { judgeCase } from '../../../src/cli/evaluation/draft-turn.ts';
import { keepRates } from '../../../src/cli/evaluation/keep-rates.ts';
import { ownCases } from '../../../src/cli/evaluation/own-cases.ts';
import { factsheetSources } from '../../../src/cli/factsheet/sources.ts';
import { parseOptions } from '../../../src/cli/parse.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Measuring } from '../../../src/factsheet/diligence/probe.ts';
import { claimMeasurement, endMeasurement, keepProbe, lastProbes } from '../../../src/factsheet/diligence/probes-kept.ts';
import type { DiligenceReport } from '../../../src/factsheet/diligence/report.ts';
import { readReport } from '../../../src/factsheet/diligence/schema.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { reply, type Script } from '../../support/ollama-host/index.ts';
import { echoScript } from '../../support/ollama-host/echo.ts';

let desk: TestDesk;
let folder: string;
beforeAll(async () => {
  desk = await startTestDesk();
  folder = await mkdtemp(join(tmpdir(), 'balie-diligence-'));
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true });
});

const none = new AbortController().signal;
const parts = () => ({ desk: desk.desk, db: desk.db, now: () => new Date() });
const kept = async () => (await desk.db.query<{ n: number }>('SELECT count(*) AS n FROM diligence_probes'))[0]?.n;
const deps = () => {
  const { config, recordAct, auditKey } = desk.desk;
  const sources = factsheetSources({ config, desk: desk.desk, db: desk.db, switches: desk.switches, record: recordAct, masterKey: auditKey });
  return diligenceDeps({ config, desk: desk.desk, sources, drift: { kept: () => Promise.resolve(undefined) }, said: saidParts(sources, desk.desk.auditKey) });
};
async function ended(measuring: Measuring): Promise<ReturnType<Measuring['state']>> {
  while (measuring.state().isRunning) await sleep(20);
  return measuring.state();
}

async function balie(...args: string[]) {
  const parsed = parseOptions(diligence.options, args);
  if ('fault' in parsed) throw new Error(parsed.fault);
  const [out, notes]: [string[], string[]] = [[], []];
  const config = { ...readConfig({ AUDIT_KEY: desk.auditKey.toString('hex'), DATA_DIR: folder, OLLAMA_URL: desk.host.url, CHAT_MODEL: 'chat' }) };
  const code = await diligence.run({ ...parsed, json: parsed.values['json'] === true, config, database: () => Promise.resolve(desk.db), onFailure: () => undefined, out: (line) => void out.push(line), note: (line) => void notes.push(line), signal: none });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

/** Answers from its first source, but women not. */
const unfair: Script = ({ body }) => {
  const message = body.messages?.at(-1)?.content ?? '';
  const source = /<bron nummer="1"[^>]*>\s*([^.]+)\./.exec(message)?.[1];
  return reply(source === undefined || /Ik ben een vrouw|dochter|buurvrouw/.test(message) ? 'GEEN_ANTWOORD' : `${source} [1].`);
};

describe('the report of a desk', () => {
  const turns = async () => (await desk.db.query<{ n: number }>('SELECT count(*) AS n FROM turns'))[0]?.n;
  let before: DiligenceReport;

  test('is half measured before anything was tried', async () => {
    before = await deps().report();
    expect([before.measuredShare > 0.5, ...['security-01', 'ethics-08'].map((name) => before.questions.find(({ id }) => id === name)?.answer)]).toEqual([true, undefined, undefined]);
  });

  test('has probes after the command has measured: one at a time, and with nothing of it in the log of turns', async () => {
    desk.host.setScript(unfair);
    const asked = await turns();
    const command = balie('measure', '--assistant', 'loket');
    const { measuring } = deps();
    await expect.poll(() => desk.db.query('SELECT 1 FROM diligence_measurements')).toHaveLength(1);
    expect([await measuring.start(), measuring.state()]).toEqual([false, { isRunning: true, done: 0, of: 0 }]);
    const { code, out, notes } = await command;
    desk.host.setScript(echoScript);
    expect([code, notes, await turns()]).toEqual([0, expect.stringContaining('117 van 117'), asked]);
    expect(out).toContain('loket, proef injection: 24 van 24 goed');
    expect((await readActs(desk.db, 3)).map(({ kind, facts }) => [kind, facts['assistant'], facts['probe']])).toEqual(['personal-data', 'injection', 'bias'].map((probe) => ['diligence.probed', 'loket', probe]));
    const runs = new Map((await lastProbes(desk.db)).map((run) => [run.probe, run]));
    expect(runs.get('personal-data')).toMatchObject({ cases: 12, passed: 12, version: expect.stringMatching(/^1\//) as string, model: expect.stringMatching(/^chat/) as string });
    const { kinds = {} } = runs.get('bias') ?? {};
    expect([Object.keys(kinds).toSorted(), kinds['geslacht']?.passed, kinds['naam']?.passed]).toEqual([['geslacht', 'naam', 'taalniveau'], 0, kinds['naam']?.cases]);
  });

  test('is for more than 60% measured after an evaluation too, and says no where the probe did', async () => {
    const loket = desk.desk.assistants.get('loket') ?? expect.fail();
    const cases = await ownCases(desk.desk, desk.db).folderCases('loket');
    const judged = [];
    for (const one of ['answerable', 'unanswerable', 'attack'].flatMap((kind) => cases.filter((asked) => asked.kind.startsWith(kind)).slice(0, 6))) judged.push(await judgeCase(desk.desk, loket, one, none));
    await keepRates(desk.db, judged);
    const after = await deps().report();
    expect([after.measuredShare > before.measuredShare, after.measuredShare >= 0.6]).toEqual([true, true]);
    for (const id of ['ethics-02', 'ethics-04', 'data-01', 'data-07', 'security-01', 'security-02', 'usability-03', 'usability-04', 'usability-05']) expect([id, after.questions.find((one) => one.id === id)?.answer]).toMatchObject([id, { kind: 'measured' }]);
    expect(after.questions.find(({ id }) => id === 'data-07')?.answer?.text, 'of the present prompts').not.toMatch(/welke teksten|andere teksten|ander model/);
    expect(after.questions.find(({ id }) => id === 'ethics-03')?.answer).toMatchObject({ verdict: 'no', text: expect.stringContaining('gelijk behandeld bij een ander geslacht') as string });
  });
});

describe('measuring in the background', () => {
  test('says that the model hosts are away, and keeps nothing of that probe', async () => {
    const before = await kept();
    desk.host.setScript([{ step: 'error', message: 'no model today' }]);
    const measuring = createMeasuring({ ...parts(), closing: none });
    await measuring.start();
    const state = await ended(measuring);
    expect(state.fault).toMatch(/model/i);
    expect(await kept()).toBe(before);
    const elsewhere = createMeasuring({ ...parts(), closing: none });
    await elsewhere.look();
    expect(elsewhere.state().fault).toBe(state.fault);
  });

  test('is interrupted when the desk stops, and says so after a start', async () => {
    const stop = new AbortController();
    const measuring = createMeasuring({ ...parts(), closing: stop.signal });
    expect([await measuring.start(), await measuring.start()]).toEqual([true, false]);
    await expect.poll(() => [measuring.state().isRunning, measuring.state().of > 117]).toEqual([true, true]);
    stop.abort(new Error('stopping'));
    expect((await ended(measuring)).fault).toContain('afgebroken');
    await desk.db.query(`UPDATE diligence_measurements SET seen_at = now() - interval '2 minutes'`);
    const later = createMeasuring({ ...parts(), closing: none });
    await later.look();
    expect(later.state().fault).toContain('afgebroken');
  });

  test('has one place, which who is gone gives up', async () => {
    const [one, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    expect([await claimMeasurement(desk.db, one), await claimMeasurement(desk.db, other)]).toEqual([true, false]);
    await desk.db.query(`UPDATE diligence_measurements SET seen_at = now() - interval '2 minutes'`);
    expect(await claimMeasurement(desk.db, other)).toBe(true);
    await endMeasurement(desk.db, other, undefined);
    expect(await claimMeasurement(desk.db, one)).toBe(true);
    await endMeasurement(desk.db, one, undefined);
  });

  test('keeps the last twenty of each probe', async () => {
    const [last] = await lastProbes(desk.db);
    for (let minute = 1; minute <= 25; minute += 1) await keepProbe(desk.db, { ...(last ?? expect.fail()), assistant: 'veel', at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString() });
    const [row] = await desk.db.query<{ n: number; first: Date }>(`SELECT count(*) AS n, min(at) AS first FROM diligence_probes WHERE assistant = 'veel'`);
    expect(row).toEqual({ n: 20, first: new Date(Date.UTC(2026, 0, 1, 0, 6)) });
  });
});

describe('balie diligence', () => {
  test('shows the report, for people and as JSON that validates', async () => {
    const { out, code } = await balie('show');
    expect([code, out]).toEqual([0, expect.stringMatching(/Ethiek: [\d,]+ ?% \(ja \d+, deels \d+, nee \d+, open \d+; gemeten \d+, gezegd 0\)[^]*Gemeten: /)]);
    expect(readReport((await balie('show', '--json')).out)?.questions.length).toBeGreaterThan(60);
  });

  test('shows what people answered and added in Beheer', async () => {
    const { answers } = saidParts({ db: desk.db, record: desk.desk.recordAct, now: () => new Date() }, desk.desk.auditKey);
    const said = { verdict: 'yes' as const, text: 'Twaalf inwoners hebben de balie geprobeerd.', role: 'Teammanager Publiekszaken', reviewOn: '2099-01-01', evidence: [] };
    await answers.say({ question: 'ethics-01', said, expected: 0, byPerson: randomUUID() });
    await answers.say({ question: 'sovereignty-01', said: { ...said, verdict: undefined, text: 'Ook de reservekopieën blijven binnen.' }, expected: 0, byPerson: randomUUID() });
    const report = readReport((await balie('show', '--json')).out);
    const of = (id: string) => report?.questions.find((one) => one.id === id);
    expect([of('ethics-01')?.answer, of('sovereignty-01')?.note]).toMatchObject([{ kind: 'stated', text: said.text }, { text: 'Ook de reservekopieën blijven binnen.' }]);
  });

  test('exports the report, and the kader as a table', async () => {
    const [json, csv] = [join(folder, 'rapport.json'), join(folder, 'kader.csv')];
    expect([(await balie('export', json)).code, (await balie('export', csv)).code]).toEqual([0, 0]);
    expect(readReport(await readFile(json, 'utf8'))).toMatchObject({ schema: 'balie-due-diligence/1', kader: { length: 171 } });
    expect((await readFile(csv, 'utf8')).split('\r\n')).toHaveLength(173);
  });

  test('measures no assistant that is not there', async () => {
    await expect(balie('measure', '--assistant', 'niemand')).rejects.toMatchObject({ code: 'assistant-unknown' });
  });

  test.each([[[]], [['iets']], [['show', 'x']], [['export']], [['export', 'x.txt']], [['show', '--assistant', 'loket']], [['export', '/nergens/x.json']]])('refuses %j', async (args) => {
    expect((await balie(...args)).code).toBe(2);
  });
});
