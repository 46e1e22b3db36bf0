import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chainKey } from '../../../src/audit/chain.ts';
import { anchorStates, sendWaiting } from '../../../src/audit/proof/anchors.ts';
import { type Checkpoint, checkpointLine, makeCheckpoint } from '../../../src/audit/proof/checkpoints.ts';
import { keepCheckpoints, keptOf } from '../../../src/audit/proof/kept.ts';
import { verify } from '../../../src/audit/verify.ts';
import { explainAnchor, openAnchors } from '../../../src/cli/audit/anchor-senders.ts';
import type { AnchorRules } from '../../../src/config/audit-rules.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/store/database.ts';
import { allOf } from '../../support/all-of.ts';
import { openTestDatabase } from '../../support/database.ts';
import { startSmtpServer } from '../../support/smtp-server.ts';
import { masterKey, openLog, turn } from './support.ts';

const key = chainKey(masterKey);
const MINUTE_MS = 60_000;

let db: Database;
let folder: string;
let now = Date.parse('2026-11-27T08:00:00Z');
/** What came in over the wire. */
const heard: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
let status = 204;
const server = createServer((request, response) => {
  void (async () => {
    const body = Buffer.concat(await allOf(request as AsyncIterable<Buffer>)).toString();
    if (status < 300) heard.push({ headers: request.headers, body });
    response.writeHead(status).end();
  })();
});
beforeAll(async () => {
  db = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'balie-anchors-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await writeFile(join(folder, 'secret'), 'g'.repeat(32));
});
afterAll(async () => {
  await db.close();
  server.close();
  await rm(folder, { recursive: true });
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function checkpoint(): Promise<Checkpoint> {
  await openLog(db).received(turn());
  return (await makeCheckpoint(db, key, new Date(now)))!;
}

async function send(...anchors: AnchorRules[]) {
  const config = readConfig({});
  const opened = await openAnchors({ ...config, audit: { ...config.audit, anchors } }, key.signer);
  await sendWaiting(db, opened, explainAnchor, () => new Date(now));
  return anchorStates(db, anchors.map(({ name }) => name));
}

test('a file gets each checkpoint once, and proves later that the log was not rewritten', async () => {
  const file = { kind: 'file', name: 'schijf', path: join(folder, 'deep', 'anchors.jsonl') } as const;
  const first = await checkpoint();
  expect(await send(file)).toMatchObject([{ waiting: 0, fault: null }]);
  const second = await checkpoint();
  await send(file);
  expect(await send(file)).toMatchObject([{ waiting: 0, sentAt: new Date(now) }]);
  const lines = (await readFile(file.path, 'utf8')).trimEnd().split('\n');
  expect(lines).toEqual([first, second].map(checkpointLine));
  const anchors = lines.map((line) => JSON.parse(line) as Checkpoint);
  expect((await verify(db, masterKey, { anchors })).firstFault).toBeUndefined();
  expect((await verify(db, masterKey, { anchors: [{ ...first, signature: second.signature }] })).firstFault).toEqual({ number: first.number, fault: 'anchor-foreign' });
});

test('a webhook that is away misses nothing: it gets all in order when it is back', async () => {
  const hook = { kind: 'webhook', name: 'haak', url: url(), allowPrivate: true, secretFile: join(folder, 'secret') } as const;
  await send(hook);
  const before = heard.length;
  status = 503;
  const missed = [await checkpoint(), await checkpoint()];
  expect(await send(hook)).toMatchObject([{ waiting: 2, attempts: 1, fault: 'anchor-refused', detail: 'HTTP 503' }]);
  // Not again at once.
  status = 204;
  expect(await send(hook)).toMatchObject([{ waiting: 2 }]);
  now += MINUTE_MS;
  missed.push(await checkpoint());
  expect(await send(hook)).toMatchObject([{ waiting: 0, attempts: 0, fault: null }]);
  const sent = heard.slice(before);
  expect(sent.flatMap(({ body }) => (JSON.parse(body) as { checkpoints: Checkpoint[] }).checkpoints.map(({ number }) => number))).toEqual(missed.map(({ number }) => number));
  expect(sent[0]?.headers['x-balie-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
});

test('what does not arrive is called by what anchors are, whichever way it went', async () => {
  const smtp = { host: '127.0.0.1', port: 1, security: 'none' as const, from: 'balie@gemeente.example', to: 'kcc@gemeente.example' };
  const [secret, away] = [join(folder, 'secret'), 'http://127.0.0.1:1'];
  const anchors: AnchorRules[] = [
    { kind: 'webhook', name: 'haak', url: away, allowPrivate: true, secretFile: secret },
    { kind: 'server', name: 'elders', url: away, allowPrivate: true, keyFile: secret },
    { kind: 'email', name: 'auditor', to: 'auditor@gemeente.example' },
  ];
  const config = readConfig({});
  const opened = await openAnchors({ ...config, audit: { ...config.audit, anchors }, handover: { ...config.handover, smtp } }, key.signer);
  for (const { send: bring } of opened) await expect(bring([await checkpoint()])).rejects.toMatchObject({ code: 'anchor-unreachable' });
});

test('an auditor gets a letter with lines to keep; without a mail server the desk does not start', async () => {
  const letter = { kind: 'email', name: 'auditor', to: 'auditor@gemeente.example' } as const;
  await expect(send(letter)).rejects.toMatchObject({ code: 'config-invalid' });
  const smtp = await startSmtpServer();
  const config = readConfig({});
  const { handover } = config;
  const settings = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, from: 'balie@gemeente.example', to: 'kcc@gemeente.example' };
  const [opened] = await openAnchors({ ...config, audit: { ...config.audit, anchors: [letter] }, handover: { ...handover, smtp: settings } }, key.signer);
  const made = await checkpoint();
  await opened?.send([made]);
  await smtp.close();
  expect(smtp.mails).toMatchObject([{ to: ['auditor@gemeente.example'], data: expect.stringContaining(`tot regel ${made.number}`) }]);
  // Long lines are folded on the way, and come out whole.
  expect(smtp.mails[0]?.data.replaceAll('=\r\n', '')).toContain(made.signature.slice(0, 80).replaceAll('=', '=3D'));
});

test('a second server keeps what it was given, and refuses what says otherwise', async () => {
  const [one, other] = [await checkpoint(), await checkpoint()];
  const { publicKey } = key.signer;
  const keep = (checkpoints: readonly Checkpoint[], given = publicKey) => keepCheckpoints(db, 'sleutel', { publicKey: given, checkpoints }, new Date(now));
  await keep([one]);
  await keep([one, other]);
  expect(await keptOf(db, 'sleutel')).toMatchObject([{ number: one.number }, { number: other.number }]);
  const rewritten = { ...one, hash: '1'.repeat(64) };
  const signed = { ...rewritten, signature: key.signer.sign(`balie-audit-checkpoint-1\n${one.number}\n${rewritten.hash}\n${one.at}\n${one.keyId}`) };
  await expect(keep([signed])).rejects.toMatchObject({ code: 'anchor-conflict' });
  await expect(keep([rewritten])).rejects.toMatchObject({ code: 'checkpoint-unsigned' });
  await expect(keep([one], 'geen sleutel')).rejects.toMatchObject({ code: 'checkpoint-unsigned' });
  // Another key signs the same number: the log was replaced whole.
  const { signer } = chainKey(Buffer.alloc(32, 9));
  const said = { number: 999, hash: one.hash, at: one.at, keyId: signer.keyId };
  await expect(keep([{ ...said, signature: signer.sign(`balie-audit-checkpoint-1\n999\n${said.hash}\n${said.at}\n${said.keyId}`) }], signer.publicKey)).rejects.toMatchObject({ code: 'anchor-conflict' });
  expect(await keptOf(db, 'sleutel')).toHaveLength(2);
});
