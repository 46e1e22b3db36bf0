/**
 * Processor time per request of the routes for programs, over a gateway that answers at once, with its key check, contract, record and
 * log line; beside it a bare node:http server that reads the same JSON and writes an answer as long. See programs.md.
 * `node test/bench/programs.ts [requests]`
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { destination, pino } from 'pino';
import { AccessList } from '../../src/http/access/access.ts';
import { Admission } from '../../src/http/admission.ts';
import { Heartbeat } from '../../src/http/programs/wire/heartbeat.ts';
import { RunningCalls } from '../../src/http/programs/running.ts';
import type { RequestTaker } from '../../src/http/server/listen.ts';
import { ProgramRoutes } from '../../src/http/routes/programs.ts';
import type { ModelGateway } from '../../src/models/call.ts';
import { rawLoad } from '../support/raw-load.ts';

const CHUNKS = 20;
const PIECE = { type: 'text', text: 'abcdefghijklmnop' } as const;
const FILLER = { type: 'text', text: 'x'.repeat(700) } as const;
const END = { type: 'end', reason: 'stop', usage: { promptTokens: 10, answerTokens: 20 } } as const;

const gateway: ModelGateway = {
  models: () => [{ name: 'sim', model: 'sim', capabilities: ['chat'], contextTokens: 8_192 }],
  loaded: () => [],
  async *chat({ maxTokens }) {
    await new Promise(setImmediate);
    if (maxTokens === undefined) yield FILLER;
    // As packets of a host bring them: four at a time.
    else for (let made = 1; made <= CHUNKS; made += 1) {
      yield PIECE;
      if (made % 4 === 0) await new Promise(setImmediate);
    }
    yield END;
  },
  embed: () => Promise.reject(new Error('not measured')),
};

function programs(): RequestTaker {
  const logger = pino({ base: null }, destination('/dev/null'));
  const key = { id: 'k', name: 'k', group: null, collections: [], models: ['*'], assistants: [], isAdmin: false, isReviewer: false };
  const needs = { newId: () => randomUUID(), logger, verifyKey: () => Promise.resolve(key) };
  const models = { gateway, admit: () => ({ settle: () => undefined }), calls: { received: () => Promise.resolve(), ended: () => Promise.resolve(true) }, conversations: { find: () => Promise.resolve(undefined), keep: () => Promise.resolve() } };
  const running = new RunningCalls();
  const place = { models, running, logger, heartbeat: new Heartbeat(), admission: new Admission(1) };
  const catalogue = { models: () => gateway.models(), assistants: new Map() };
  return new ProgramRoutes(new AccessList(), needs, { ...place, catalogue, takeTurn: () => { throw new Error('not measured'); } }).take;
}

const bare: RequestTaker = (incoming, outgoing) => {
  const pieces: Buffer[] = [];
  incoming.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
    const { model } = JSON.parse(Buffer.concat(pieces).toString()) as { model: string };
    outgoing.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ model, text: FILLER.text }));
  });
  return true;
};

async function serve(kind: string): Promise<void> {
  const take = kind === 'bare' ? bare : programs();
  const server = createServer((incoming, outgoing) => void take(incoming, outgoing)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
  process.send?.({ port: (server.address() as AddressInfo).port });
}

async function told<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

async function microsecondsPerRequest(kind: string, body: object, path: string, requests: number): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), ['--serve', kind]);
  const { port } = await told<{ port: number }>(child);
  const used = async () => {
    const answer = told<{ cpu: NodeJS.CpuUsage }>(child);
    child.send('cpu');
    const { cpu } = await answer;
    return cpu.user + cpu.system;
  };
  await rawLoad({ port, body: JSON.stringify(body), path }, Math.ceil(requests / 3));
  const before = await used();
  await rawLoad({ port, body: JSON.stringify(body), path }, requests);
  const after = await used();
  child.kill();
  return Math.round((after - before) / requests);
}

if (process.argv[2] === '--serve') await serve(process.argv[3] ?? '');
else {
  const requests = Number(process.argv[2] ?? 10_000);
  const messages = [{ role: 'system', content: `Je bent een behulpzame assistent. ${'y'.repeat(300)}` }, { role: 'user', content: 'Wat is de hoofdstad van Nederland?' }];
  const whole = { model: 'sim', temperature: 0.7, messages };
  const stream = { ...whole, stream: true, max_tokens: 100 };
  for (const [name, kind, body, path] of [
    ['bare node:http', 'bare', whole, '/v1/chat/completions'],
    ['/v1/chat/completions', 'programs', whole, '/v1/chat/completions'],
    [`/v1/chat/completions, stream of ${CHUNKS}`, 'programs', stream, '/v1/chat/completions'],
    [`/api/chat, stream of ${CHUNKS}`, 'programs', { ...whole, stream: true, options: { num_predict: 100 } }, '/api/chat'],
  ] as const) {
    console.log(`${name}: ${await microsecondsPerRequest(kind, body, path, requests)} µs of processor time a request`);
  }
}
