import { Agent, request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { type Listener, listen } from '../../../src/http/server/listen.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let listener: Listener;
afterEach(async () => {
  agent.destroy();
  await listener.close(Promise.resolve());
});

/** @returns what an answer says of its connection, and whether that connection was there before. */
function ask(path: string): Promise<readonly [said: string | undefined, wasOpen: boolean, body: string]> {
  return new Promise((resolve, reject) => {
    const sent = request(`${listener.url}${path}`, { agent }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (body += piece)).once('end', () => resolve([answer.headers.connection, sent.reusedSocket, body]));
    });
    sent.once('error', reject).end();
  });
}

test('a desk that leaves answers on, and ends each connection with the answer: the next request goes elsewhere', async () => {
  listener = await listen(() => new Response('pagina'), '127.0.0.1', 0, (incoming, outgoing) => {
    if (incoming.url !== '/v1') return false;
    outgoing.writeHead(200, { 'Content-Type': 'text/plain' }).end('programma');
    return true;
  });
  expect(await ask('/')).toEqual(['keep-alive', false, 'pagina']);
  expect(await ask('/v1')).toEqual(['keep-alive', true, 'programma']);
  listener.leave();
  expect(await ask('/')).toEqual(['close', true, 'pagina']);
  expect(await ask('/v1')).toEqual(['close', false, 'programma']);
  expect(await ask('/')).toEqual(['close', false, 'pagina']);
});
