import { Ollama } from 'ollama';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reply, startOllamaHost } from '../../support/ollama-host/index.ts';
import type { OllamaHost } from '../../support/ollama-host/index.ts';

/**
 * Why `src/models` speaks to Ollama by itself. LangChain's ChatOllama shares one `ollama` client between requests: there, one caller who
 * leaves stops everybody's answer. The second test fails when the package changes this.
 */
describe('the ollama client', () => {
  let host: OllamaHost;
  beforeEach(async () => {
    host = await startOllamaHost({ script: reply('een twee drie vier vijf zes', { between: 30 }) });
  });
  afterEach(() => host.stop());

  async function start(client: Ollama): Promise<{ readonly text: Promise<string> }> {
    const stream = await client.chat({ model: 'chat', messages: [{ role: 'user', content: 'tel' }], stream: true });
    const read = async (): Promise<string> => {
      let text = '';
      for await (const part of stream) text += part.message.content;
      return text;
    };
    return { text: read() };
  }

  it('one client per request: one caller leaving does not stop another', async () => {
    const [leaving, staying] = [new Ollama({ host: host.url }), new Ollama({ host: host.url })];
    const [left, stayed] = [await start(leaving), await start(staying)];
    leaving.abort();
    await expect(left.text).rejects.toThrow();
    expect(await stayed.text).toBe('een twee drie vier vijf zes');
    expect(await Promise.all(host.requests.map(({ ending }) => ending))).toEqual(['cancelled', 'completed']);
  });

  it('one client for all: one caller leaving stops all', async () => {
    const shared = new Ollama({ host: host.url });
    const [left, stayed] = [await start(shared), await start(shared)];
    shared.abort();
    const outcomes = await Promise.allSettled([left.text, stayed.text]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
