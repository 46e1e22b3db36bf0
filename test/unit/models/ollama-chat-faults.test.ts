import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  busy, done, drop, end, error, headers, page, pause, raw, reply, silence, startOllamaHost, status, text,
} from '../../support/ollama-host/index.ts';
import type { OllamaHost, Step } from '../../support/ollama-host/index.ts';
import { chatOn, faultOf, question, readAll, readFault } from './support.ts';

const signal = new AbortController().signal;

/** Each line may be; so many of them are no answer. */
const LONG = `{"message":{"content":"","thinking":"${'x'.repeat(1_000_000)}"},"done":false}\n`;

describe('faults of the model host', () => {
  let host: OllamaHost;
  let chat: ReturnType<typeof chatOn>;
  let where: string;
  beforeEach(async () => {
    host = await startOllamaHost({ models: ['chat', { name: 'e5', kind: 'embedding' }] });
    chat = chatOn(host.url);
    where = `chat op ${new URL(host.url).host}`;
  });
  afterEach(async () => {
    await chat.close();
    await host.stop();
  });

  /** Plays the steps, expects a fault, and a host that works again for the next question. */
  async function fault(steps: readonly Step[], before = ''): Promise<{ code: string; detail: string | undefined }> {
    host.setScript(steps);
    const { error: thrown, text: said } = await readFault(chat.chat(question, signal));
    expect(said).toBe(before);
    host.setScript(reply('weer goed'));
    expect((await readAll(chat)).text).toBe('weer goed');
    return faultOf(thrown);
  }

  it('a model that is not there', async () => {
    const { error: thrown } = await readFault(chat.chat({ ...question, model: 'ministral-3:3b' }, signal));
    expect(faultOf(thrown)).toEqual({ code: 'model-missing', detail: where.replace('chat', 'ministral-3:3b') });
  });

  it.each([['another server', page(404, '404 page not found')], ['another API', page(404, '{"error":{"code":404}}')]])(
    'a 404 of %s is not a missing model', async (_name, step) => {
      expect((await fault([step])).code).toBe('model-unavailable');
    });

  it.each([[503, busy()], [429, status(429, 'too many requests')]])(
    'a busy host: %i', async (_code, step) => {
      expect(await fault([step])).toEqual({ code: 'model-busy', detail: where });
    });

  it('a proxy whose host is away is not a busy host', async () => {
    expect(await fault([page(503, '<h1>503 Service Unavailable</h1>')])).toEqual({ code: 'model-unavailable', detail: `${where} (HTTP 503)` });
  });

  it.each<[string, Step, string]>([
    ['by the host', status(400, 'invalid message content type'), 'model-refused-call'],
    ['by what stands in front of it', page(400, '<h1>400 Bad Request</h1>'), 'model-refused-call'],
    ['as too large', page(413, '<h1>413 Request Entity Too Large</h1>'), 'body-too-large'],
  ])('a call that is wrong itself: refused %s', async (_name, step, code) => {
    expect(await fault([step])).toEqual({ code, detail: where });
  });

  it.each([401, 403, 407, 499, 500, 502, 301])('status %i', async (code) => {
    expect(await fault([status(code, 'geheim van de host')]))
      .toEqual({ code: 'model-unavailable', detail: `${where} (HTTP ${code})` });
  });

  it.each<[string, Step[]]>([
    ['a refusal', [status(500, 'llama runner stopped')]],
    ['an error line', [text('Dat'), error('llama runner stopped')]],
  ])('keeps the host\'s words for the logs only: %s', async (_name, steps) => {
    host.setScript(steps);
    const { error: thrown } = await readFault(chat.chat(question, signal));
    expect(String(thrown)).not.toContain('runner');
    expect(String((thrown as Error).cause)).toContain('llama runner stopped');
  });

  it('reads a refusal of any size', async () => {
    expect((await fault([page(500, 'x'.repeat(5_000_000))])).code).toBe('model-unavailable');
  });

  it('an error before the first token, as the host sends it', async () => {
    expect((await fault([error('model runner has unexpectedly stopped')])).code).toBe('model-unavailable');
  });

  it('a prompt over the context is an error, not a shorter prompt', async () => {
    const long = { ...question, messages: [{ role: 'user' as const, content: 'woord '.repeat(4000) }] };
    expect(faultOf((await readFault(chat.chat(long, signal))).error)).toEqual({ code: 'context-overflow', detail: where });
  });

  it('a model that cannot chat', async () => {
    const { error: thrown } = await readFault(chat.chat({ ...question, model: 'e5' }, signal));
    expect(faultOf(thrown).code).toBe('model-incapable');
  });

  it('a host that is away, and back', async () => {
    await host.stop();
    const { error: thrown } = await readFault(chat.chat(question, signal));
    expect(faultOf(thrown)).toEqual({ code: 'model-unavailable', detail: where });
    await host.start();
    expect((await readAll(chat)).chunks.at(-1)).toMatchObject({ type: 'end' });
  });

  it('an address that nobody has', async () => {
    // A label too long for any name: no resolver asks anybody for it.
    const name = `${'h'.repeat(64)}.invalid:11434`;
    const nowhere = chatOn(`http://${name}`);
    const { error: thrown } = await readFault(nowhere.chat(question, signal));
    expect(faultOf(thrown)).toEqual({ code: 'model-unavailable', detail: `chat op ${name}` });
    await nowhere.close();
  });

  it.each(['close', 'reset'] as const)('a socket dropped before the headers (%s)', async (how) => {
    expect(await fault([drop(how)])).toEqual({ code: 'model-unavailable', detail: where });
  });

  it.each<[string, Step[], string]>([
    ['dropped after the headers', [headers(), pause(20), drop()], ''],
    ['dropped mid-stream', [text('Dat'), text(' kost'), drop()], 'Dat kost'],
    ['reset mid-stream', [text('Dat'), pause(50), drop('reset')], 'Dat'],
    ['dropped in a line', [text('Dat'), raw('{"model":"chat","mess'), drop()], 'Dat'],
    ['ended in a line', [text('Dat'), raw('{"model":"chat","mess'), end()], 'Dat'],
    ['an error line', [text('Dat'), error('an error was encountered while running the model')], 'Dat'],
    ['an error line first', [headers(), error('kapot')], ''],
    ['ended without a last line', [text('Dat'), text(' kost'), end()], 'Dat kost'],
    ['ended without anything', [headers(), end()], ''],
    ['ended without a reason', [text('Dat'), done('')], 'Dat'],
    ['a line that is no JSON', [text('Dat'), raw('<html>\n'), done()], 'Dat'],
    ['a line that is no object', [text('Dat'), raw('null\n'), done()], 'Dat'],
    ['a line that is no chat response', [text('Dat'), raw('{"status":"pulling"}\n'), done()], 'Dat'],
    ['thinking without an end', [...Array.from({ length: 70 }, () => raw(LONG)), silence()], ''],
    ['a line without an end', [raw('x'.repeat(2 ** 20 + 1)), silence()], ''],
  ])('a broken stream: %s', async (_name, steps, before) => {
    expect(await fault(steps, before)).toEqual({ code: 'model-broken-stream', detail: where });
  });

  it('a host that stops mid-stream', async () => {
    host.setScript([text('Dat'), silence()]);
    const reading = readFault(chat.chat(question, signal));
    await host.nextChat();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await host.stop();
    expect(faultOf((await reading).error).code).toBe('model-broken-stream');
  });

  it.each<[string, Step[], string]>([
    ['before the headers', [silence()], ''],
    ['before the first token', [headers(), silence()], ''],
    ['mid-stream', [text('Dat'), silence()], 'Dat'],
    ['in a line', [text('Dat'), raw('{"mo'), silence()], 'Dat'],
    ['in a refusal', [headers(500), raw('{"er'), silence()], ''],
  ])('silence %s ends the call, also at the host', async (_name, steps, before) => {
    const impatient = chatOn(host.url, { silenceMs: 150, firstByteMs: 300 });
    host.setScript(steps);
    const { error: thrown, text: said } = await readFault(impatient.chat(question, signal));
    expect(faultOf(thrown)).toEqual({ code: 'model-silent', detail: where });
    expect(said).toBe(before);
    await (await host.nextChat()).cancelled;
    await impatient.close();
  });

  it('ends the call of who has less patience than the host may take', async () => {
    const patient = chatOn(host.url, { silenceMs: 30_000 });
    host.setScript([silence()]);
    const impatient = { ...question, patienceMs: 200 };
    const { error: thrown } = await readFault(patient.chat(impatient, signal));
    expect(faultOf(thrown)).toEqual({ code: 'model-silent', detail: where });
    await patient.close();
  });

  it('waits longer for the first token than between tokens', async () => {
    const loading = chatOn(host.url, { silenceMs: 100, firstByteMs: 20_000 });
    for (const wait of [{ beforeHeaders: 400 }, { beforeFirst: 400 }]) {
      host.setScript(reply('eindelijk', wait));
      expect((await readAll(loading)).text).toBe('eindelijk');
    }
    await loading.close();
  });
});
