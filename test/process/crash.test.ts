import { afterAll, beforeAll, expect, test } from 'vitest';
import { attributeOf, type OtlpReceiver, startOtlpReceiver } from '../support/logbook/otlp-receiver.ts';
import { type OllamaHost, reply, silence, startOllamaHost } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';

let place: Installation;
let host: OllamaHost;
let receiver: OtlpReceiver;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  host = await startOllamaHost({ models: ['chat'], script: reply('Dat kost € 86,20.') });
  receiver = await startOtlpReceiver();
  place = await makeInstallation({ settings: `logbook: { endpoint: '${receiver.url}', allowHttp: true, activity: 'https://register.example/1' }\n` });
  env = { ...place.env, OLLAMA_URL: host.url };
});
afterAll(async () => {
  await endPrograms();
  await host.stop();
  await receiver.close();
  await place.remove();
});

const BUDGET = 250;

const ask = (url: string, token: string) =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: 'chat', messages: [{ role: 'user', content: 'Wat kost een paspoort?' }], max_tokens: 20 }),
  });

/** Asks until it is refused, or so much was used. @returns what each answer took. */
async function askUntil(url: string, token: string, most: number): Promise<number[]> {
  const took: number[] = [];
  while (sum(took) < most) {
    const response = await ask(url, token);
    const body = (await response.json()) as { usage: { total_tokens: number }; error?: { code: string } };
    if (!response.ok) {
      expect([response.status, body.error?.code]).toEqual([429, 'budget-spent']);
      break;
    }
    took.push(body.usage.total_tokens);
  }
  return took;
}
const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0);

test('kill -9 gives nobody a new budget, leaves the audit log whole, with what was cut off as interrupted, and takes nothing from the logbook', async () => {
  const first = startProgram(['serve'], env);
  const url = await first.url();
  const made = await runCommand(['keys', 'create', '--name', 'Programma', '--models', 'chat', '--tokens-per-day', String(BUDGET), '--json'], env);
  const { token } = JSON.parse(made.stdout) as { token: string };
  const before = await askUntil(url, token, BUDGET / 3);

  host.setScript([silence()]);
  const cutOff = ask(url, token);
  await expect.poll(() => host.requests.filter(({ path }) => path === '/api/chat').length).toBe(before.length + 1);
  await Promise.all([first.stop('SIGKILL'), expect(cutOff).rejects.toThrow()]);

  host.setScript(reply('Dat kost € 86,20.'));
  const again = await startProgram(['serve'], env).url();
  const after = await askUntil(again, token, 2 * BUDGET);
  expect(after.length).toBeGreaterThan(0);
  // The last one is let in while anything is left.
  expect(sum([...before, ...after])).toBeLessThan(BUDGET + Math.max(...after));
  expect((await ask(again, token)).status).toBe(429);

  // The key, the exception by which the assistant is on, and of each call what came in and how it ended: also of the one that was cut off.
  const entries = 2 + 2 * (before.length + 1 + after.length);
  // And after half past three, the report of the day.
  const verified = async () => JSON.parse((await runCommand(['audit', 'verify', '--json'], env)).stdout) as { ok: boolean; entries: number };
  await expect.poll(async () => (await verified()).entries).toBeOneOf([entries, entries + 1]);
  expect((await verified()).ok).toBe(true);
  // Nothing that was done is missing elsewhere; what was on its way may have come twice.
  const spans = () => new Map(receiver.spans.map((span) => [span.spanId, attributeOf(span, 'exception.type')]));
  await expect.poll(() => spans().size, { timeout: 90_000 }).toBe(before.length + 1 + after.length);
  expect([...spans().values()].filter((type) => type !== undefined)).toEqual(['process-gone']);
}, 240_000);
