import { ASSISTANT_PREFIX, type Found } from '../programs/catalogue.ts';

/** OpenAI's clients want a date; ours have none. */
const CREATED = 0;

/** A model or assistant in the words of OpenAI's list of models, with what we know beside it. */
export function modelEntry(found: Found) {
  if (found.kind === 'assistant') {
    const { name, title } = found.assistant;
    return { id: ASSISTANT_PREFIX + name, object: 'model', created: CREATED, owned_by: 'balie', title };
  }
  const { name, capabilities, contextTokens, licence, origin } = found.facts;
  return {
    id: name,
    object: 'model',
    created: CREATED,
    owned_by: origin ?? 'onbekend',
    capabilities,
    context_length: contextTokens,
    ...(licence !== undefined && { license: licence }),
  };
}
