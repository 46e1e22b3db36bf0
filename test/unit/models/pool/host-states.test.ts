import { expect, test } from 'vitest';
import { hostStates } from '../../../../src/cli/hosts/host-states.ts';
import { createGateway } from '../../../../src/models/pool/gateway.ts';
import { createOllamaHost } from '../../../../src/models/ollama/host.ts';
import { reply, silence, startOllamaHost, status } from '../../../support/ollama-host/index.ts';
import { asking, caller, MODELS, patience, readAll } from './support.ts';

const limits = { connectMs: 2_000, firstByteMs: 30_000, silenceMs: 30_000, embedMs: 30_000, checkMs: 5_000 };

test('a host that goes out leaves one line in the log with what it said, and one when it is back', async () => {
  const [facts] = MODELS;
  if (facts === undefined) throw new Error('no model');
  const server = await startOllamaHost({ models: [facts.model], script: [status(500, 'model requires more system memory')] });
  const lines: (readonly [object, string])[] = [];
  const onState = hostStates({ warn: (line, message) => void lines.push([line, message]) });
  const host = createOllamaHost({ id: 'gpu-1', url: server.url, ...limits });
  const gateway = createGateway({ models: [facts], hosts: [{ host, pool: facts.pool, slots: 1 }] }, { settings: { checkEveryMs: 0, breaker: { faults: 3, restMs: 600_000, maxRestMs: 600_000 } }, onState });
  const ask = () => readAll(gateway.chat(asking('Wat kost een paspoort?', { model: facts.name }), caller(), patience()));
  // Also what is tried as a last resort, and fails again, is no news.
  for (let times = 0; times < 6; times += 1) await expect(ask()).rejects.toMatchObject({ code: 'model-unavailable' });
  const out = [{ host: 'gpu-1', pool: facts.pool, code: 'model-unavailable', detail: expect.stringContaining('HTTP 500') as string, cause: expect.stringContaining('model requires more system memory') as string }, 'model host left alone'];
  expect(lines).toEqual([out]);
  server.setScript(reply('Ja.'));
  await ask();
  await ask();
  expect(lines).toEqual([out, [{ host: 'gpu-1', pool: facts.pool }, 'model host answers again']]);
  await gateway.close();
  await server.stop();
});

test('a desk that stops while its hosts write says nothing of them: they are not ill', async () => {
  const [facts] = MODELS;
  if (facts === undefined) throw new Error('no model');
  const server = await startOllamaHost({ models: [facts.model], script: [silence()] });
  const lines: string[] = [];
  const onState = hostStates({ warn: (_line, message) => void lines.push(message) });
  const host = createOllamaHost({ id: 'gpu-1', url: server.url, ...limits });
  const gateway = createGateway({ models: [facts], hosts: [{ host, pool: facts.pool, slots: 3 }] }, { settings: { checkEveryMs: 0 }, onState });
  const asked = Array.from({ length: 5 }, () => readAll(gateway.chat(asking('Wat kost een paspoort?', { model: facts.name }), caller(), patience())).catch((error: { code?: string }) => error.code));
  await expect.poll(() => server.requests.length).toBe(3);
  await gateway.close();
  expect(await Promise.all(asked)).toEqual([...Array.from({ length: 3 }, () => expect.stringMatching(/^model-(unavailable|broken-stream)$/) as string), 'desk-stopping', 'desk-stopping']);
  expect(lines).toEqual([]);
  await server.stop();
});
