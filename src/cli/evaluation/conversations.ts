import { lookUp } from '../../answer/follow-up/look-up.ts';
import type { ChatModel } from '../../answer/ports.ts';
import type { Config } from '../../config/config.ts';
import type { Conversations } from '../../knowledge/evaluation/evaluate.ts';
import { type Variant, type VariantName, variants } from '../../knowledge/evaluation/variants.ts';
import { openRewriting } from '../desk/rewriting.ts';
import { DESK_SEARCH } from '../desk/document-search.ts';

/** Nobody waits for a measurement: how long the model took is in its figures. */
const REWRITE_MS = 120_000;

export function needsRewriting(names: readonly VariantName[]): boolean {
  return names.some((name) => {
    const { conversation }: Variant = variants[name];
    return conversation === 'rewritten' || conversation === 'both';
  });
}

/**
 * How the desk finds in a conversation: the code of a turn.
 * @param model for the variants that need rewriting.
 * @throws BalieError `config-invalid` when the prompt for rewriting cannot be read.
 */
export async function openConversations(config: Config, model: ChatModel | undefined): Promise<Conversations> {
  const rewriting = model === undefined ? undefined : await openRewriting(config, model, REWRITE_MS);
  return {
    ...DESK_SEARCH,
    lookUps: {
      carried: (asked, search, signal) => lookUp(asked, search, { rewriting: undefined, signal }),
      ...(rewriting && {
        rewritten: (asked, search, signal) => lookUp(asked, search, { rewriting: { ...rewriting, keepsOwnWords: false }, signal }),
        both: (asked, search, signal) => lookUp(asked, search, { rewriting: { ...rewriting, keepsOwnWords: true }, signal }),
      }),
    },
  };
}
