import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '../../../src/cli/command.ts';
import { desk } from '../../../src/cli/commands/desk.ts';
import { factsheet } from '../../../src/cli/commands/factsheet.ts';
import { strayLines } from '../../../src/cli/factsheet/open-live.ts';
import { parseOptions } from '../../../src/cli/parse.ts';
import { readConfig } from '../../../src/config/config.ts';
import { dayAfter, dutchDay } from '../../../src/dutch-time.ts';
import type { Database } from '../../../src/store/database.ts';
import { actsIn } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';

const REASON = 'De toets van de antwoorden is volgende week klaar.';
const until = dayAfter(dutchDay(new Date()), 30);

let db: Database;
let folder: string;
beforeAll(async () => {
  db = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'balie-live-'));
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const read = () => readConfig({ AUDIT_KEY: '07'.repeat(32), DATA_DIR: folder, OLLAMA_URL: 'http://127.0.0.1:9', CHAT_MODEL: 'chat' });

async function run(command: Command, ...args: string[]) {
  const parsed = parseOptions(command.options, args);
  if ('fault' in parsed) throw new Error(parsed.fault);
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await command.run({
    ...parsed, json: parsed.values['json'] === true, config: { ...read(), goingLive: { exceptionDays: 90, exceptions: [] } }, database: () => Promise.resolve(db), onFailure: () => undefined,
    out: (line) => void out.push(line), note: (line) => void notes.push(line), signal: new AbortController().signal,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

test('an assistant that is not complete goes on from the command line with an exception alone', async () => {
  await expect(run(desk, 'on', '--assistant', 'loket')).rejects.toMatchObject({ code: 'assistant-incomplete', detail: 'de antwoorden zijn nog niet getoetst' });
  expect((await run(factsheet, 'validate')).out).toMatch(/De assistent loket staat niet aan voor inwoners: er ontbreekt iets\.\n {2}- de antwoorden zijn nog niet getoetst\n {2}Toets de antwoorden: balie evaluate answers[^]*--exception "WAAROM"/);
  for (const [args, told] of [
    [['on', '--assistant', 'loket', '--exception', 'Haast.', '--until', until], '--exception heeft minstens 20 tekens nodig.'],
    [['on', '--assistant', 'loket', '--exception', REASON, '--until', '2999-01-01'], '--until mag hoogstens 90 dagen vooruit liggen'],
    [['on', '--assistant', 'loket', '--exception', REASON], 'horen bij elkaar'],
    [['off', '--assistant', 'loket', '--exception', REASON, '--until', until], 'horen bij elkaar'],
    [['on', '--exception', REASON, '--until', until], 'horen bij elkaar'],
  ] as const) expect(await run(desk, ...args), args.join(' ')).toMatchObject({ code: 2, notes: expect.stringContaining(told) as string });
  expect(await db.query('SELECT FROM live_exceptions')).toEqual([]);

  expect(await run(desk, 'on', '--assistant', 'loket', '--exception', REASON, '--until', until)).toMatchObject({ code: 0 });
  expect(await actsIn(db)).toMatchObject([{ kind: 'live.excepted', facts: { name: 'loket', origin: 'person', until, byUser: expect.any(String) as string, lacks: ['evaluation/none'] } }]);
  expect((await run(factsheet, 'validate')).out).toContain(`De assistent loket staat aan met een uitzondering tot en met ${until}: ${REASON}`);
  expect(JSON.parse((await run(factsheet, 'validate', '--json')).out)).toMatchObject({ live: [{ assistant: 'loket', standing: 'excepted', lacks: ['evaluation/none'], until, reason: REASON }] });
});

test('what the configuration says of assistants that are not there is told', () => {
  const { factsheet: said, goingLive } = read();
  expect(strayLines({ factsheet: said, goingLive }, new Set(['loket', 'collega']))).toEqual([]);
  expect(strayLines({ factsheet: said, goingLive }, new Set(['collega']))).toEqual([expect.stringContaining('factsheet in de configuratie) van een assistent die er niet is: loket.'), expect.stringContaining('goingLive in de configuratie) voor een assistent die er niet is: loket.')]);
});
