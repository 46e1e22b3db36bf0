import type { Caller, CallReport, Capability, ModelCall, ModelChunk } from '../../../../src/models/call.ts';
import { createGateway, type PooledGateway } from '../../../../src/models/pool/gateway.ts';
import type { PoolSettings } from '../../../../src/models/pool/settings.ts';
import type { ScriptedHost } from '../../../support/scripted-hosts.ts';

const model = (name: string, host: string, capabilities: readonly Capability[] = ['chat'], contextTokens = 1_000) =>
  ({ name, model: host, capabilities, contextTokens, pool: 'standaard' });

export const MODELS = [
  model('loket', 'groot', ['chat', 'tools', 'vision', 'thinking']),
  model('klein', 'klein'),
  model('vectoren', 'vector', ['embeddings']),
];

interface Setting {
  readonly slots?: number;
  readonly settings?: Partial<PoolSettings>;
}

/** A gateway over scripted hosts that are only checked when asked, and what it reported. */
export function gatewayOver(hosts: readonly ScriptedHost[], { slots = 1, settings = {} }: Setting = {}): { gateway: PooledGateway; reports: CallReport[] } {
  const reports: CallReport[] = [];
  const catalogue = { models: MODELS, hosts: hosts.map((host) => ({ host, pool: 'standaard', slots })) };
  const gateway = createGateway(catalogue, { settings: { checkEveryMs: 0, ...settings }, onEnd: (report) => reports.push(report) });
  return { gateway, reports };
}

export const caller = (id = 'een', audience: Caller['audience'] = 'resident'): Caller => ({ audience, id });

export const asking = (content = 'Wat kost een paspoort?', parts: Partial<ModelCall> = {}): ModelCall => ({ model: 'loket', messages: [{ role: 'user', content }], ...parts });

export const patience = (): AbortSignal => new AbortController().signal;

/** Reads a whole answer: its chunks in order. */
export async function readAll(chunks: AsyncIterable<ModelChunk>): Promise<ModelChunk[]> {
  const all: ModelChunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

export const words = (chunks: readonly ModelChunk[]): string => chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('');
