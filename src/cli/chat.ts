import type { Rewriting } from '../answer/follow-up/look-up.ts';
import type { ChatModel } from '../answer/ports.ts';
import { createRewriter } from '../answer/follow-up/rewriter.ts';
import type { Config } from '../config.ts';
import { createChatHost } from '../models/ollama/chat-host.ts';
import { createGateway, type PooledGateway } from '../models/pool/gateway.ts';
import { readRewritePrompt } from '../models/prompts/rewrite-prompt.ts';

/** Room for instructions, passages, earlier turns and the answer. Constant: another value would make Ollama load anew. */
const CONTEXT_TOKENS = 8_192;
const CONNECT_MS = 2_000;
/** A model may have to be loaded first; that takes a minute on a slow disk. */
const FIRST_BYTE_MS = 120_000;
const SILENCE_MS = 60_000;
const POOL = 'standaard';
/** What Ollama answers at once unless it is told otherwise. */
const SLOTS = 1;

/** The gateway over the configured host. The caller closes it. @param others models of assistants beside the configured ones. */
export function openGateway({ ollamaUrl, chatModel, rewriteModel, queue }: Config, others: readonly string[] = []): PooledGateway {
  const host = createChatHost({ id: 'ollama', url: ollamaUrl, contextTokens: CONTEXT_TOKENS, connectMs: CONNECT_MS, firstByteMs: FIRST_BYTE_MS, silenceMs: SILENCE_MS });
  const names = new Set([chatModel, ...(rewriteModel === undefined ? [] : [rewriteModel]), ...others]);
  const models = Array.from(names, (name) => ({ name, model: name, capabilities: ['chat' as const], contextTokens: CONTEXT_TOKENS, pool: POOL }));
  const { maxWaiting, deadlineSeconds, shares } = queue;
  return createGateway({ models, hosts: [{ host, pool: POOL, slots: SLOTS }] }, { settings: { maxWaiting, deadlineMs: deadlineSeconds * 1_000, shares } });
}

/**
 * What puts follow-ups anew; undefined when no model is configured for that.
 * @throws BalieError `config-invalid` when its prompt cannot be read.
 */
export async function openRewriting({ rewriteModel, promptsDir }: Config, model: ChatModel, limitMs: number): Promise<Rewriting | undefined> {
  if (rewriteModel === undefined) return undefined;
  const prompt = await readRewritePrompt(promptsDir);
  return { rewriter: createRewriter({ model, name: rewriteModel, prompt, limitMs }), keepsOwnWords: true };
}
