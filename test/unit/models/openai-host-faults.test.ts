import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { HostChunk } from '../../../src/models/call.ts';
import { createOpenAiHost } from '../../../src/models/openai/host.ts';
import { drop, headers, page, pause, raw, silence, type Step } from '../../support/ollama-host/script.ts';
import { answer, event, fault, finish, finished, say, toolPieces } from '../../support/openai-host/index.ts';
import { ask, at, limits, openAiPair, signal, textOf } from './openai-support.ts';
import { faultOf } from './support.ts';

const pair = openAiPair();
/** Each piece may be; so many of them are no answer. */
const LONG = `data: {"choices":[{"index":0,"delta":{"reasoning_content":"${'x'.repeat(3 * 1024 * 1024)}"}}]}\n\n`;

/** Reads to the fault; gives it and the text before it. */
async function broken(steps: readonly Step[], by = pair.model): Promise<{ code: string; detail: string | undefined; said: string }> {
  pair.host.setScript(steps);
  const chunks: HostChunk[] = [];
  try {
    for await (const chunk of by.chat(ask, at, signal)) chunks.push(chunk);
  } catch (error) {
    return { ...faultOf(error), said: textOf(chunks) };
  }
  throw new Error(`no fault: ${textOf(chunks)}`);
}

describe('faults of chat of createOpenAiHost', () => {
  it.each<[string, Step[], string]>([
    ['dropped', [say('Dat'), drop()], 'Dat'],
    ['reset', [say('Dat'), pause(50), drop('reset')], 'Dat'],
    ['ended after some text', [say('Dat')], 'Dat'],
    ['ended without anything', [headers()], ''],
    ['ended with a reason and no [DONE]', [say('Dat'), finish()], 'Dat'],
    ['ended with [DONE] and no reason', [say('Dat'), finished()], 'Dat'],
    ['ended in an event', [say('Dat'), raw('data: {"choi')], 'Dat'],
    ['an error, and [DONE] after it', [say('Dat'), fault('EngineCore died'), finished()], 'Dat'],
    ['an error as older vLLM writes it', [say('Dat'), event({ object: 'error', message: 'x', code: 500 }), finished()], 'Dat'],
    ['an error as older llama.cpp writes it', [say('Dat'), raw('error: {"code":500}\n\n'), finished()], 'Dat'],
    ['an event that is called error', [say('Dat'), raw('event: error\ndata: {"choices":[{"index":0,"delta":{"content":" mag"}}]}\n\n'), finished()], 'Dat'],
    ['an abort of the engine', [say('Dat'), finish('abort'), finished()], 'Dat'],
    ['no JSON', [say('Dat'), raw('data: {"choices"\n\n')], 'Dat'],
    ['no object', [say('Dat'), event('3')], 'Dat'],
    ['no completion', [say('Dat'), event({ hallo: 1 })], 'Dat'],
    ['a page', [raw('<html>\n')], ''],
    ['a line without an end', [raw(`data: ${'x'.repeat(4 * 1024 * 1024)}`), silence()], ''],
    ['text without an end', [...Array.from({ length: 23 }, () => raw(LONG)), silence()], ''],
    ['a tool call without a name', [toolPieces({ index: 0, function: { arguments: '{}' } }), finish('tool_calls'), finished()], ''],
    ['a tool call in a strange place', [toolPieces({ index: 'x' })], ''],
    ['tool calls without end', [toolPieces(...Array.from({ length: 200 }, (_, index) => ({ index, function: { name: 'x' } })))], ''],
  ])('a stream that is not whole is broken: %s', async (_, steps, said) => {
    expect(await broken(steps)).toEqual({ code: 'model-broken-stream', detail: pair.where, said });
    pair.host.setScript(answer('weer goed'));
    expect(textOf(await pair.read())).toBe('weer goed');
  });

  const refused = (status: number, body: object | string): Step[] => [page(status, typeof body === 'string' ? body : JSON.stringify(body))];
  const vllm = (message: string, code = 400) => ({ error: { message, type: 'BadRequestError', param: null, code } });
  it.each<[string, Step[], string]>([
    ['vLLM: too long', refused(400, vllm("This model's maximum context length is 4096 tokens. However, you requested 6616 tokens (568 in the messages, 6048 in the completion). Please reduce the length of the messages or completion.")), 'context-overflow'],
    ['newer vLLM: too long', refused(400, vllm("You passed 31745 input tokens and requested 1024 output tokens. However, the model's context length is only 32768 tokens, resulting in a maximum input length of 31744 tokens.")), 'context-overflow'],
    ['vLLM’s engine: too long', refused(400, vllm('The decoder prompt (length 5000) is longer than the maximum model length of 4096.')), 'context-overflow'],
    ['older vLLM: no room left', refused(400, { object: 'error', message: 'max_tokens must be at least 1, got -186.', type: 'BadRequestError', code: 400 }), 'context-overflow'],
    ['llama.cpp: too long', refused(400, { error: { code: 400, message: 'request (9412 tokens) exceeds the available context size (8192 tokens), try increasing it', type: 'exceed_context_size_error', n_prompt_tokens: 9412, n_ctx: 8192 } }), 'context-overflow'],
    ['llama.cpp: too long, found after the headers', [event({ error: { code: 400, message: 'x', type: 'exceed_context_size_error' } })], 'context-overflow'],
    ['vLLM: no tools', refused(400, vllm('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set')), 'model-incapable'],
    ['llama.cpp: no tools', refused(500, { error: { code: 500, message: 'tools param requires --jinja flag', type: 'server_error' } }), 'model-incapable'],
    ['vLLM: no pictures', refused(400, vllm('groot is not a multimodal model')), 'model-incapable'],
    ['llama.cpp: no pictures', refused(500, { error: { code: 500, message: 'image input is not supported - hint: provide the mmproj', type: 'server_error' } }), 'model-incapable'],
    ['vLLM: no such model', refused(404, { error: { message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 } }), 'model-missing'],
    ['another address', refused(404, { detail: 'Not Found' }), 'model-unavailable'],
    ['a wrong key', refused(401, vllm('Unauthorized', 401)), 'model-unavailable'],
    ['llama.cpp: still loading', refused(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }), 'model-busy'],
    ['too many at once', refused(429, 'slow down'), 'model-busy'],
    ['a proxy without a host', refused(502, '<h1>context length</h1>'), 'model-unavailable'],
    ['nonsense in our request', refused(400, vllm('temperature must be non-negative')), 'model-refused-call'],
    ['a field that is wrong', refused(422, { detail: [{ msg: 'Field required' }] }), 'model-refused-call'],
    ['vLLM: nonsense that it finds after the headers', [event(vllm('Conversation roles must alternate'))], 'model-refused-call'],
    ['headers that are too long', refused(431, '<h1>Request Header Fields Too Large</h1>'), 'model-refused-call'],
    ['a picture that a proxy does not let through', refused(413, '<h1>413 Request Entity Too Large</h1>'), 'body-too-large'],
    ['a proxy that wants a password', refused(407, '<h1>Proxy Authentication Required</h1>'), 'model-unavailable'],
    ['what nobody may', refused(403, vllm('Forbidden', 403)), 'model-unavailable'],
    ['a proxy whose host is away', refused(503, '<h1>503 Service Temporarily Unavailable</h1>'), 'model-unavailable'],
    ['a dropped socket', [drop()], 'model-unavailable'],
  ])('says what is wrong before the first chunk: %s', async (_, steps, code) => {
    expect(await broken(steps)).toMatchObject({ code, said: '' });
  });

  it.each([
    ['"auto" tool choice requires --enable-auto-tool-choice', 'tools'],
    ['image input is not supported', 'vision'],
    ['"nomic-embed-text" does not support chat', 'chat'],
    ['"llama3.2-vision:11b" does not support thinking', 'thinking'],
    ['"qwen2.5-coder-tools" does not support vision', 'vision'],
    ['tools-14b is not a multimodal model', 'vision'],
    ['thinking is not supported by qwen-tools', 'thinking'],
  ])('tells who asks what the model cannot do, not where it runs: %s', async (message, lack) => {
    pair.host.setScript(refused(500, { error: { code: 500, message, type: 'server_error' } }));
    await expect(pair.read()).rejects.toMatchObject({ told: `Dit model kan niet wat u vraagt: de modelserver weigert ${lack}.` });
  });

  it('tells who made a call why the host refuses it, in the host’s words, and no log', async () => {
    pair.host.setScript(refused(400, vllm('Conversation roles must alternate\nuser/assistant, not "mijn geheim"')));
    const error = await pair.read().then(() => undefined, (thrown: unknown) => thrown);
    expect(error).toMatchObject({ told: 'De modelserver weigert dit verzoek. De modelserver zegt: “Conversation roles must alternate user/assistant, not "mijn geheim"”.', detail: pair.where, entry: { status: 400 } });
    expect(`${String(error)} ${String((error as Error).cause)}`).not.toContain('geheim');
    // The page of a proxy says nothing of the call.
    pair.host.setScript(refused(400, '<h1>Bad Request</h1>'));
    await expect(pair.read()).rejects.toMatchObject({ code: 'model-refused-call', told: 'De modelserver weigert dit verzoek.' });
  });

  it('a list of models is no call that could be wrong: what refuses it is no host', async () => {
    for (const status of [400, 413]) {
      pair.host.setFault('/v1/models', refused(status, '<h1>The plain HTTP request was sent to HTTPS port</h1>'));
      await expect(pair.model.models(signal)).rejects.toMatchObject({ code: 'model-unavailable', detail: expect.stringContaining(new URL(pair.host.url).host) as string });
    }
  });

  it('names nothing where a host lacks what has no name here, whatever its model is called', async () => {
    pair.host.setScript(refused(500, { error: { code: 500, message: '"mxbai-embed-large" does not support generate', type: 'server_error' } }));
    await expect(pair.read()).rejects.toMatchObject({ code: 'model-incapable', detail: undefined });
  });

  it('follows no redirect: question and key go to no other host', async () => {
    const other = createServer((_, response) => void response.writeHead(307, { location: `${pair.host.url}/v1/chat/completions` }).end());
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    const redirected = createOpenAiHost({ id: 'x', url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`, apiKey: 'geheim', ...limits });
    await expect(pair.read(ask, redirected)).rejects.toMatchObject({ code: 'model-unavailable', detail: expect.stringContaining('HTTP 307') as string });
    await expect(redirected.models(signal)).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(pair.host.requests).toHaveLength(0);
    await redirected.close();
    await new Promise((resolve) => void other.close(resolve));
  });

  it('keeps key and host’s words out of its faults', async () => {
    pair.host.setScript(refused(500, vllm('geheim van de host', 500)));
    const error = await pair.read().then(() => undefined, (thrown: unknown) => thrown);
    expect(JSON.stringify(error) + String(error)).not.toContain('geheim');
    expect(String((error as Error).cause)).toContain('geheim van de host');
    // vLLM quotes the request that it refuses: a person's words are not for the logs either.
    pair.host.setScript(refused(400, vllm("1 validation error: {'input': 'mijn geheim'}")));
    const quoting = await pair.read().then(() => undefined, (thrown: unknown) => thrown);
    expect(String((quoting as Error).cause)).toBe('Error: host answered 400: BadRequestError');
    // In a stream too, and whatever it quotes; a page of something in between is not for the logs in whole.
    pair.host.setScript([fault("cannot parse tool call: raw='mijn geheim'")]);
    const reporting = await pair.read().then(() => undefined, (thrown: unknown) => thrown);
    expect(String((reporting as Error).cause)).toBe('BrokenStream: host reports: cannot parse tool call: raw=');
    pair.host.setScript(refused(502, `<p>${'weg '.repeat(5_000)}`));
    const page502 = await pair.read().then(() => undefined, (thrown: unknown) => thrown);
    expect(String((page502 as Error).cause).length).toBeLessThan(300);
  });

  it.each<[string, Step[], string]>([
    ['before the headers', [silence()], ''],
    ['before the first event', [headers(), silence()], ''],
    ['mid-stream', [say('Dat'), silence()], 'Dat'],
    ['in an event', [say('Dat'), raw('data: {"ch'), silence()], 'Dat'],
  ])('silence %s ends the call, also at the host', async (_, steps, said) => {
    const impatient = createOpenAiHost({ id: 'x', url: pair.host.url, apiKey: 'geheim', ...limits, silenceMs: 150, firstByteMs: 300 });
    expect(await broken(steps, impatient)).toEqual({ code: 'model-silent', detail: pair.where, said });
    await (await pair.host.nextChat()).cancelled;
    await impatient.close();
  });

  it.each<[string, Step[]]>([
    ['before the headers', [silence()]],
    ['mid-stream', [say('Dat'), silence()]],
  ])('silence %s ends the call of who has less patience than the host may take', async (_, steps) => {
    pair.host.setScript(steps);
    const reading = (async () => {
      for await (const _ of pair.model.chat({ ...ask, patienceMs: 200 }, at, AbortSignal.timeout(25_000)));
    })();
    await expect(reading).rejects.toMatchObject({ code: 'model-silent' });
    await (await pair.host.nextChat()).cancelled;
  });

  it.each<[string, Step[]]>([
    ['before the headers', [silence()]],
    ['before the first event', [headers(), silence()]],
    ['mid-stream', [say('Dat'), silence()]],
  ])('a caller that leaves %s is seen by the host', async (_, steps) => {
    pair.host.setScript(steps);
    const caller = new AbortController();
    const reason = new Error('weg');
    const reading = (async () => {
      for await (const _ of pair.model.chat(ask, at, caller.signal));
    })();
    const request = await pair.host.nextChat();
    caller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await request.cancelled;
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
  });
});
