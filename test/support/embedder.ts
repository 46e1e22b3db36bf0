import type { CallReport } from '../../src/models/call.ts';
import { type ListedModel, ModelCatalogue } from '../../src/models/catalogue.ts';
import { createEmbedder, type Embedder } from '../../src/models/embedder.ts';
import { HostMaker } from '../../src/models/hosts.ts';
import { createGateway, type PooledGateway } from '../../src/models/pool/gateway.ts';

interface Setting {
  /** Of hosts, in one pool. */
  readonly urls: readonly string[];
  readonly model?: string;
  readonly kind?: 'ollama' | 'openai';
  /** Answers at once, of each host; absent: one. */
  readonly slots?: number;
  readonly queryPrefix?: string;
  readonly passagePrefix?: string;
  readonly answerMs?: number;
  readonly isListed?: boolean;
  readonly onEnd?: (report: CallReport) => void;
}

export interface TestEmbedder extends Embedder {
  readonly gateway: PooledGateway;
  close(): Promise<void>;
}

/** An embedder over a gateway of its own; its hosts are only checked when asked. */
export function openTestEmbedder({ urls, model = 'e5', kind = 'ollama', slots = 1, queryPrefix = '', passagePrefix = '', answerMs = 30_000, isListed = false, onEnd }: Setting): TestEmbedder {
  const pool = 'standaard';
  const listed: ListedModel = { name: model, model, pool, capabilities: ['embeddings'], contextTokens: 8_192, queryPrefix, passagePrefix };
  const backends = urls.map((url, at) => ({ id: `gpu-${at + 1}`, kind, url, pool, slots }));
  const catalogue = new ModelCatalogue({ backends, models: [listed] });
  const limits = { connectMs: 2_000, firstByteMs: answerMs, silenceMs: answerMs, embedMs: answerMs, checkMs: answerMs };
  const gateway = createGateway({ models: [listed], hosts: new HostMaker(limits).hostsOf(backends) }, { settings: { checkEveryMs: 0 }, ...(onEnd && { onEnd }) });
  const embedder = createEmbedder({ gateway, catalogue, name: model, queryPrefix, passagePrefix, isListed });
  return { ...embedder, gateway, close: () => gateway.close() };
}
