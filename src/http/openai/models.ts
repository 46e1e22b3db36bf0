import type { Found } from '../programs/catalogue.ts';

/** OpenAI's clients want a date; ours have none. */
const CREATED = 0;

/** A model or assistant in the words of OpenAI's list of models, with what we know beside it. */
export function modelEntry(found: Found) {
  const entry = { id: found.name, object: 'model', created: CREATED };
  if (found.kind === 'assistant') return { ...entry, owned_by: 'balie', title: found.assistant.title };
  const { capabilities, contextTokens, licence, origin } = found.facts;
  return {
    ...entry,
    owned_by: origin ?? 'onbekend',
    capabilities,
    context_length: contextTokens,
    ...(licence !== undefined && { license: licence }),
  };
}
