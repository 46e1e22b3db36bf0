import { spawn } from 'node:child_process';
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
 * `SCHEMATHESIS=…/bin/st [ST='--phases … --max-examples …'] vitest run test/load/schemathesis`. What it takes for a fault and is none stands in
 * `schemathesis.toml`. Without the program there is nothing to run.
 */
const program = process.env['SCHEMATHESIS'] ?? '';
const more = (process.env['ST'] ?? '--phases coverage --seed 1').split(' ');
const CONFIG = fileURLToPath(new URL('schemathesis.toml', import.meta.url));
const AGAIN_MS = 500;
const zone = { free: 1_000_000, most: 1_000_000 };

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk({ groups: ROLE_GROUPS, withWorkers: true, limits: limitRules.parse({ address: zone, total: zone }) });
  desk.host.setScript(reply('Een paspoort kost € 86,20.'));
});
afterAll(() => desk.close());

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
  const timer = setInterval(() => (restoring = restoring.then(restore)), AGAIN_MS);
  const headers = { Authorization: `Bearer ${token}`, Cookie: everybody.cookie, 'Sec-Fetch-Site': 'same-origin' };
  const given = ['--config-file', CONFIG, 'run', `${desk.url}/api/v1/openapi.json`, '--url', `${desk.url}/api/v1`, ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])];
  const child = spawn(program, [...given, '--checks', 'all', '--continue-on-failure', '--no-color', ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  await restoring;
  console.log(told.replaceAll(token, '…'));
  const chain = await verify(desk.db, desk.auditKey);
  expect(desk.logged.filter((one) => one['code'] === 'internal')).toEqual([]);
  expect(chain.firstFault).toBeUndefined();
  expect(code).toBe(0);
});
