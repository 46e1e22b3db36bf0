import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitRules } from '../../../src/visitors/limit-rules.ts';
import { verify } from '../../../src/audit/verify.ts';
import { createKey } from '../../../src/identity/keys.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { colleague } from '../../support/employee.ts';
import { reply } from '../../support/ollama-host/index.ts';
import { ROLE_GROUPS } from '../../support/roles.ts';

/**
 * Every operation of the API by schemathesis (`pip install schemathesis==4.32.5`), as somebody who may everything:
 * `SCHEMATHESIS=…/bin/st [ST='--seed 1 --max-time 900 …'] vitest run test/load/schemathesis`. What it takes for a fault and is none stands in
 * `schemathesis.toml`. Without the program there is nothing to run.
 */
const program = process.env['SCHEMATHESIS'] ?? '';
const more = (process.env['ST'] ?? '--phases coverage --seed 1').split(' ');
const CONFIG = fileURLToPath(new URL('schemathesis.toml', import.meta.url));
const ONLY_PEOPLE = '^/(work|passkeys)';
const AGAIN_MS = 500;
const zone = { free: 1_000_000, most: 1_000_000 };

let desk: TestDesk;
/** It keeps what it found where it runs. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-schemathesis-'));
  desk = await startTestDesk({ groups: ROLE_GROUPS, withWorkers: true, limits: limitRules.parse({ address: zone, total: zone }) });
  desk.host.setScript(reply('Een paspoort kost € 86,20.'));
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

/** One run as who has these headers. Both at once would have the one let in what the other lacks. */
async function run(headers: Readonly<Record<string, string>>, which: readonly string[]): Promise<{ readonly code: unknown; readonly told: string }> {
  const given = ['--config-file', CONFIG, 'run', `${desk.url}/api/v1/openapi.json`, '--url', `${desk.url}/api/v1`, ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])];
  const child = spawn(program, [...given, ...which, '--continue-on-failure', '--no-color', '--max-response-time', '60', '--request-timeout', '60', ...more], { stdio: ['ignore', 'pipe', 'inherit'], cwd: folder });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, told };
}

test.skipIf(program === '')('schemathesis finds no fault in the API, and leaves the desk whole', { timeout: 7_200_000 }, async () => {
  const { id, token } = await createKey(desk.db, { name: 'Proef', collections: ['producten'], models: ['*'], assistants: ['*'], isAdmin: true, isReviewer: true });
  const everybody = await colleague(desk, ROLE_GROUPS.flatMap(({ claims }) => claims));
  // It revokes its own key as soon as it has read how, and turns the desk off: nothing behind that would be tried.
  const restore = async () => {
    await desk.db.query(
      `UPDATE api_keys SET revoked_at = NULL, expires_at = NULL, collections = '{producten}', models = '{*}', assistants = '{*}', is_admin = true, is_reviewer = true, requests_per_minute = NULL,
       tokens_per_day = NULL, tokens_per_month = NULL, group_name = NULL WHERE id = $1`,
      [id],
    );
    for (const { assistant } of desk.switches.list()) await desk.switches.change(assistant, null, { byUser: 'schemathesis' });
  };
  let restoring = Promise.resolve();
  const timer = setInterval(() => void (restoring = restoring.then(restore)), AGAIN_MS);
  // First who changes no hosts: what the other does to them stays, and is answered with 503 from then on.
  const loggedIn = await run({ Cookie: everybody.cookie, 'Sec-Fetch-Site': 'same-origin' }, ['--include-path-regex', ONLY_PEOPLE]);
  const withKey = await run({ Authorization: `Bearer ${token}` }, ['--exclude-path-regex', ONLY_PEOPLE]);
  clearInterval(timer);
  await restoring;
  console.log(withKey.told, loggedIn.told);
  const chain = await verify(desk.db, desk.auditKey);
  expect(desk.logged.filter((one) => one['code'] === 'internal')).toEqual([]);
  expect(chain.firstFault).toBeUndefined();
  expect([withKey.code, loggedIn.code]).toEqual([0, 0]);
});
