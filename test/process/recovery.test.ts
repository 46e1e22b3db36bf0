import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServerDatabase, onServer } from '../support/database.ts';
import { type OllamaHost, reply, startOllamaHost } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';
import { askJson, PASSPORT } from '../support/questions.ts';

let host: OllamaHost;
let place: Installation;
let databases: Awaited<ReturnType<typeof createServerDatabase>>[];
beforeAll(async () => {
  host = await startOllamaHost();
  host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
  place = await makeInstallation();
  databases = onServer ? [await createServerDatabase(process.env['DATABASE_URL'] ?? ''), await createServerDatabase(process.env['DATABASE_URL'] ?? '')] : [];
});
afterAll(async () => {
  await endPrograms();
  for (const { db, drop } of databases) {
    await db.close();
    await drop();
  }
  await host.stop();
  await place.remove();
});

test('a desk that is lost goes on elsewhere: what was said is there, what was erased and withdrawn since the backup is not, and the log is one', { timeout: 540_000 }, async () => {
  const file = (name: string) => join(place.folder, name);
  const shared = { ...place.env, OLLAMA_URL: host.url, AUDIT_KEY: randomBytes(32).toString('hex') };
  const [lost, back] = ['data', 'elders'].map((folder, at) => ({ ...shared, DATA_DIR: file(folder), ...(onServer && { DATABASE_URL: databases[at]?.url ?? '' }) }));
  if (lost === undefined || back === undefined) throw new Error('two places');
  const done = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    const ended = await runCommand(args, env);
    expect(ended, `${args.join(' ')}\n${ended.stderr}`).toMatchObject({ code: 0 });
    return ended.stdout;
  };
  const statusOf = async (url: string, token: string) => (await fetch(`${url}/api/v1/own-key`, { headers: { Authorization: `Bearer ${token}` } })).status;
  const erase = async (url: string, id: string) => (await fetch(`${url}/api/v1/conversations/${id}`, { method: 'DELETE' })).status;

  // An ordinary day, of which a backup is made while the desk is on.
  const desk = startProgram(['serve'], lost);
  const url = await desk.url();
  await done(lost, 'ingest', place.documents, '--collection', 'producten');
  const [kept, erased] = [await askJson(url, PASSPORT), await askJson(url, PASSPORT)];
  expect([kept.outcome, erased.outcome]).toEqual(['answered', 'answered']);
  const [stays, revoked] = [await done(lost, 'keys', 'create', '--name', 'Zaaksysteem', '--models', 'chat', '--json'), await done(lost, 'keys', 'create', '--name', 'Oud programma', '--models', 'chat', '--json')].map((made) => JSON.parse(made) as { id: string; token: string });
  await done(lost, 'backup', 'key', '--out', file('sleutel.pem'));
  await done(lost, 'backup', file('nacht.backup'), '--key', file('sleutel.pem.pub'));

  // What is done since. The log goes elsewhere, and then the machine dies.
  expect(await erase(url, erased.conversationId)).toBe(204);
  await done(lost, 'keys', 'revoke', revoked?.id ?? '');
  await done(lost, 'desk', 'off', '--message', 'Er staat iets verkeerd in de antwoorden.');
  await expect.poll(() => askJson(url, PASSPORT)).toMatchObject({ status: 503, code: 'desk-closed' });
  await done(lost, 'audit', 'export', '--out', file('nieuwer.jsonl'));
  await desk.stop('SIGKILL');

  await mkdir(back.DATA_DIR, { mode: 0o700 });
  const told = await done(back, 'restore', file('nacht.backup'), '--key', file('sleutel.pem'), '--erasures', file('nieuwer.jsonl'));
  expect(told).toContain('Opnieuw gewist: 1 gesprekken');
  expect(told).toContain(`Opnieuw ingetrokken sleutels: ${revoked?.id}.`);
  await done(back, 'audit', 'verify');

  const again = startProgram(['serve'], back);
  const there = await again.url();
  // Off stays off, until somebody who knows why turns it on.
  expect(await askJson(there, PASSPORT)).toMatchObject({ status: 503, code: 'desk-closed' });
  await done(back, 'desk', 'on');
  await expect.poll(() => askJson(there, PASSPORT)).toMatchObject({ status: 200, outcome: 'answered', sources: [{ title: 'Paspoort aanvragen' }] });
  expect([await statusOf(there, stays?.token ?? ''), await statusOf(there, revoked?.token ?? '')]).toEqual([200, 401]);
  // A conversation of before goes on with what was said in it; of one that was erased nothing is left.
  const toldTo = async (conversationId: string) => {
    expect(await askJson(there, 'En een rijbewijs?', conversationId)).toMatchObject({ outcome: 'answered' });
    return JSON.stringify(host.requests.findLast(({ path }) => path === '/api/chat')?.body.messages);
  };
  expect(await toldTo(kept.conversationId)).toContain(PASSPORT);
  expect(await toldTo(erased.conversationId)).not.toContain(PASSPORT);
  expect(await erase(there, kept.conversationId)).toBe(204);
  await done(back, 'audit', 'verify');
  expect(await again.stop()).toEqual({ code: 0, signal: null });
});
