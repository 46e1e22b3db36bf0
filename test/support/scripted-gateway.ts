import { setTimeout as sleep } from 'node:timers/promises';
import type { BalieError } from '../../src/errors.ts';
import type { Caller, Embeddings, ModelCall, ModelChunk, ModelFacts, ModelGateway } from '../../src/models/call.ts';

/** What the scripted gateway does next: give a chunk, fail, or be silent until the caller leaves. */
export type GatewayStep = ModelChunk | { readonly type: 'fault'; readonly error: BalieError } | { readonly type: 'pause'; readonly ms: number } | { readonly type: 'silence' };

export interface ScriptedGateway extends ModelGateway {
  /** Calls in the order in which they came. */
  readonly calls: { readonly call: ModelCall; readonly caller: Caller; readonly signal: AbortSignal }[];
  readonly embedded: { readonly model: string; readonly texts: readonly string[]; readonly caller: Caller }[];
  /** How many chunks have been asked for, in all. */
  asked: number;
  /** What the calls to come are answered with. */
  script: (call: ModelCall) => Iterable<GatewayStep> | AsyncIterable<GatewayStep>;
  vector: (text: string, model: string) => readonly number[] | BalieError;
}

const USAGE = { promptTokens: 12, answerTokens: 3 };
export const text = (words: string): GatewayStep => ({ type: 'text', text: words });
export const end = (reason: 'stop' | 'length' | 'tool-calls' = 'stop', usage = USAGE): GatewayStep => ({ type: 'end', reason, usage });
export const fault = (error: BalieError): GatewayStep => ({ type: 'fault', error });
export const silence: GatewayStep = { type: 'silence' };

const FACTS: readonly ModelFacts[] = [
  { name: 'loket-standaard', model: 'ministral-3:3b', capabilities: ['chat', 'tools', 'vision', 'thinking'], contextTokens: 8_192, licence: 'Apache-2.0', origin: 'Mistral AI, Frankrijk' },
  { name: 'vectoren', model: 'bge-m3', capabilities: ['embeddings'], contextTokens: 8_192 },
  { name: 'geheim', model: 'geheim:7b', capabilities: ['chat'], contextTokens: 4_096 },
];

/** A gateway that does what tests tell it, within the port: it leaves when its signal aborts, and throws instead of just ending. */
export function scriptedGateway(): ScriptedGateway {
  const gateway: ScriptedGateway = {
    calls: [],
    embedded: [],
    asked: 0,
    script: () => [text('Een paspoort '), text('kost € 86,20.'), end()],
    vector: () => [0.6, -0.8, 0],
    models: () => FACTS,
    loaded: () => FACTS.filter(({ name }) => name !== 'vectoren'),
    async *chat(call, caller, signal) {
      gateway.calls.push({ call, caller, signal });
      for await (const step of gateway.script(call)) {
        signal.throwIfAborted();
        gateway.asked += 1;
        if (step.type === 'fault') throw step.error;
        if (step.type === 'pause') await sleep(step.ms, undefined, { signal });
        else if (step.type === 'silence') await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
        else yield step;
      }
    },
    async embed(model, texts, caller, signal): Promise<Embeddings> {
      gateway.embedded.push({ model, texts, caller });
      const vectors = texts.map((each) => gateway.vector(each, model));
      await Promise.resolve();
      signal.throwIfAborted();
      const failed = vectors.find((vector) => vector instanceof Error);
      if (failed instanceof Error) throw failed;
      return { vectors: vectors as number[][], promptTokens: texts.length * 2 };
    },
  };
  return gateway;
}
