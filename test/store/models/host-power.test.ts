import { expect, test } from 'vitest';
import { openCatalogue } from '../../../src/cli/hosts/catalogue.ts';
import { openGateway } from '../../../src/cli/hosts/gateway.ts';
import { hostPower } from '../../../src/cli/desk/host-power.ts';
import { readConfig } from '../../../src/config/config.ts';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import { unrecorded } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';
import { startOllamaHost } from '../../support/ollama-host/index.ts';

test('the energy of answers is counted by what an admin says of a backend while the desk runs, also of one that has gone since', async () => {
  const host = await startOllamaHost({ models: ['chat'] });
  const db = await openTestDatabase();
  const config = readConfig({ OLLAMA_URL: 'http://127.0.0.1:9', CHAT_MODEL: 'chat' });
  const opened = await openCatalogue({ config, assistants: new Map([['loket', { model: 'chat' }]]), db });
  const power = hostPower();
  const metrics = createMetrics({ powerOf: power.powerOf });
  power.follow(opened.catalogue);
  const { gateway, close } = openGateway(opened.catalogue, config.queue, { onEnd: metrics.call });
  const put = (definition: object | null) => opened.change({ kind: 'backend', name: 'gpu', definition: definition && { kind: 'ollama', url: host.url, pool: 'gpu', ...definition } }, 'beheer', unrecorded);
  const answer = async () => {
    const chunks = gateway.chat({ model: 'groot', messages: [{ role: 'user', content: 'Hallo' }] }, { audience: 'api', id: 'een' }, new AbortController().signal);
    for await (const chunk of chunks) if (chunk.type === 'end') break;
  };
  const joules = () => Number(/^balie_model_energy_joules_total\{model="groot",audience="api",host="gpu",source="estimate"\} (.*)$/m.exec(metrics.text())?.[1] ?? 0);

  await put({});
  await opened.change({ kind: 'model', name: 'groot', definition: { model: 'chat', pool: 'gpu' } }, 'beheer', unrecorded);
  await answer();
  expect(joules()).toBe(0);
  await put({ watts: 400 });
  await answer();
  expect(joules()).toBeGreaterThan(0);
  await opened.change({ kind: 'model', name: 'groot', definition: null }, 'beheer', unrecorded);
  await put(null);
  expect(power.powerOf('gpu')).toEqual({ watts: 400, isMeasured: false });

  await close();
  await db.close();
  await host.stop();
});
