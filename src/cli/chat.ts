import type { Rewriting } from '../answer/follow-up/look-up.ts';
import type { ChatModel } from '../answer/ports.ts';
import { createRewriter } from '../answer/follow-up/rewriter.ts';
import type { Config } from '../config.ts';
import { BalieError } from '../errors.ts';
import type { CallReport } from '../models/call.ts';
import { withChatModels } from '../models/default-catalogue.ts';
import { HostMaker } from '../models/hosts.ts';
import { createGateway, type PooledGateway } from '../models/pool/gateway.ts';
import { readRewritePrompt } from '../models/prompts/rewrite-prompt.ts';

/** A model may have to be loaded first; that takes a minute on a slow disk. */
const LIMITS = { connectMs: 2_000, firstByteMs: 120_000, silenceMs: 60_000, checkMs: 5_000 };

/**
 * The gateway over the configured hosts. The caller closes it.
 * @param others models of assistants, which may be others than the configured ones.
 * @throws BalieError `config-invalid` for one of these that the configuration does not list.
 */
export function openGateway({ catalogue, listsModels, queue }: Config, others: readonly string[] = [], onEnd: (report: CallReport) => void = () => undefined): PooledGateway {
  const unlisted = others.filter((wanted) => listsModels && !catalogue.models.some(({ name }) => name === wanted));
  if (unlisted.length > 0) throw new BalieError('config-invalid', { detail: `assistant.yaml: model: ${unlisted.join(', ')} staat niet bij models` });
  const { backends, models } = withChatModels(catalogue, others);
  const { maxWaiting, deadlineSeconds, shares } = queue;
  const hosts = new HostMaker(LIMITS).hostsOf(backends);
  return createGateway({ models, hosts }, { settings: { maxWaiting, deadlineMs: deadlineSeconds * 1_000, shares }, onEnd });
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
