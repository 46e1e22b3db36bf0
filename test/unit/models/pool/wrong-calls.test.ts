import { expect, test } from 'vitest';
import { createOpenAiHost } from '../../../../src/models/openai/host.ts';
import { createGateway } from '../../../../src/models/pool/gateway.ts';
import { page, pause } from '../../../support/ollama-host/script.ts';
import { answer, startOpenAiHost } from '../../../support/openai-host/index.ts';
import { limits } from '../openai-support.ts';
import { asking, caller, MODELS, patience, readAll, words } from './support.ts';

const REFUSED = JSON.stringify({ error: { message: 'Conversation roles must alternate user/assistant', type: 'BadRequestError', code: 400 } });

test.each([
  ['by vLLM', page(400, REFUSED), 'model-refused-call'],
  ['by a proxy for its size', page(413, '<h1>413 Request Entity Too Large</h1>'), 'body-too-large'],
])('a program whose calls are refused %s takes no host from residents who write or wait', async (_, refusal, code) => {
  const servers = await Promise.all(['een', 'twee'].map(() => startOpenAiHost()));
  for (const server of servers) server.setScript(({ body }) => (JSON.stringify(body).includes('slecht') ? [refusal] : [pause(100), ...answer('Ja.')]));
  const hosts = servers.map(({ url }, at) => createOpenAiHost({ id: `gpu-${at}`, url, ...limits }));
  const gateway = createGateway({ models: MODELS, hosts: hosts.map((host) => ({ host, pool: 'standaard', slots: 1 })) }, { settings: { checkEveryMs: 0 } });
  const ask = (content: string, audience: 'resident' | 'api') => readAll(gateway.chat(asking(content), caller(content, audience), patience())).then(words, (error: { code: string }) => error.code);
  const residents = Array.from({ length: 8 }, (__, at) => ask(`vraag ${at}`, 'resident'));
  const programs = Array.from({ length: 8 }, (__, at) => ask(`slecht ${at}`, 'api'));
  expect(await Promise.all(programs)).toEqual(Array.from({ length: 8 }, () => code));
  expect(await Promise.all(residents)).toEqual(Array.from({ length: 8 }, () => 'Ja.'));
  expect(gateway.hosts().map(({ state }) => state)).toEqual(['closed', 'closed', 'closed', 'closed']);
  // Each was refused once: no other host would have taken it.
  const bad = servers.flatMap(({ requests }) => requests.filter(({ body }) => JSON.stringify(body).includes('slecht')));
  expect(bad).toHaveLength(8);
  expect(await ask('later', 'resident')).toBe('Ja.');
  await gateway.close();
  for (const server of servers) await server.stop();
});
