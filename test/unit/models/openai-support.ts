import { afterEach, beforeEach } from 'vitest';
import type { HostChunk, ModelCall } from '../../../src/models/call.ts';
import { createOpenAiHost } from '../../../src/models/openai/host.ts';
import { startOpenAiHost, type OpenAiHost } from '../../support/openai-host/index.ts';

export const signal = new AbortController().signal;
export const at = { model: 'groot', contextTokens: 8192 };
export const ask: ModelCall = { model: 'loket-standaard', messages: [{ role: 'user', content: 'Wat kost een paspoort?' }] };
export const limits = { connectMs: 2_000, firstByteMs: 30_000, embedMs: 30_000, silenceMs: 30_000, checkMs: 5_000 };

/** A scripted host and our own on it, new for each test. */
export interface OpenAiPair {
  readonly host: OpenAiHost;
  readonly model: ReturnType<typeof createOpenAiHost>;
  /** What faults say of where they happened. */
  readonly where: string;
  /** Reads a whole answer. */
  read(call?: ModelCall, by?: ReturnType<typeof createOpenAiHost>): Promise<HostChunk[]>;
}

/** Registers the hooks that make the pair. */
export function openAiPair(): OpenAiPair {
  const pair = {
    async read(call = ask, by = pair.model) {
      const chunks: HostChunk[] = [];
      for await (const chunk of by.chat(call, at, signal)) chunks.push(chunk);
      return chunks;
    },
  } as { -readonly [Key in keyof OpenAiPair]: OpenAiPair[Key] };
  beforeEach(async () => {
    pair.host = await startOpenAiHost({ apiKey: 'geheim', dimensions: 8 });
    pair.model = createOpenAiHost({ id: 'een', url: pair.host.url, apiKey: 'geheim', ...limits });
    pair.where = `groot op ${new URL(pair.host.url).host}`;
  });
  afterEach(async () => {
    await pair.model.close();
    await pair.host.stop();
  });
  return pair;
}

export const textOf = (chunks: readonly HostChunk[]) => chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('');
