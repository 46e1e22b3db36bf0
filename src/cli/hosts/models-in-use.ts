import type { Config } from '../../config/config.ts';
import type { AssistantFolder } from '../../models/prompts/assistants.ts';

/** A model that the desk asks, and for what. */
export interface ModelInUse {
  readonly task: 'answers' | 'rewrites' | 'searches' | 'orders';
  readonly name: string;
  /** Who names it, in Dutch, for admins: "de assistent loket". */
  readonly by: string;
}

/** What a re-ranker is called whose model nobody named. */
const NAMELESS = 'Herschikker';

/**
 * All models that assistants and the configuration name, also the one that orders what was found: that has a server of its own, and
 * stands in no catalogue.
 */
export function modelsInUse({ rewriteModel, embedModel, rerank }: Pick<Config, 'rewriteModel' | 'embedModel' | 'rerank'>, assistants: ReadonlyMap<string, Pick<AssistantFolder, 'model'>>): ModelInUse[] {
  return [
    ...[...assistants].map(([assistant, { model }]) => ({ task: 'answers' as const, name: model, by: `de assistent ${assistant}` })),
    ...(rewriteModel === undefined ? [] : [{ task: 'rewrites' as const, name: rewriteModel, by: 'REWRITE_MODEL' }]),
    ...(embedModel === undefined ? [] : [{ task: 'searches' as const, name: embedModel, by: 'EMBED_MODEL' }]),
    ...(rerank === undefined ? [] : [{ task: 'orders' as const, name: rerank.model ?? NAMELESS, by: 'RERANK_MODEL' }]),
  ];
}
