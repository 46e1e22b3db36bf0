import { createHash } from 'node:crypto';
import type { Capability } from '../../models/call.ts';
import type { Found } from '../programs/catalogue.ts';

/** Models and assistants in the words of Ollama's list. What only a host knows of a file of weights stays empty. */

const DETAILS = { parent_model: '', format: '', family: '', families: [], parameter_size: '', quantization_level: '' };
const CAPABILITIES: Readonly<Record<Capability, string>> = { chat: 'completion', embeddings: 'embedding', tools: 'tools', vision: 'vision', thinking: 'thinking' };
/** Clients want a date; ours have none. */
const MODIFIED_AT = '2026-01-01T00:00:00Z';
/** What Go writes for no time at all. */
const NEVER = '0001-01-01T00:00:00Z';

export function tagOf({ name }: Pick<Found, 'name'>) {
  return { name, model: name, modified_at: MODIFIED_AT, size: 0, digest: createHash('sha256').update(name).digest('hex'), details: DETAILS };
}

/** A model in memory; when it leaves that is the host's business, and told as never. */
export function runningOf(found: Found & { readonly kind: 'model' }) {
  const { modified_at: _, ...tag } = tagOf(found);
  return { ...tag, expires_at: NEVER, size_vram: 0, context_length: found.facts.contextTokens };
}

export function showOf(found: Found) {
  const shown = { modelfile: '', parameters: '', template: '', modified_at: MODIFIED_AT, details: DETAILS };
  const architecture = { 'general.architecture': 'balie', 'general.basename': found.name };
  if (found.kind === 'assistant') return { ...shown, model_info: architecture, capabilities: ['completion'] };
  const { capabilities, contextTokens, licence, origin } = found.facts;
  return {
    ...shown,
    ...(licence !== undefined && { license: licence }),
    model_info: { ...architecture, 'balie.context_length': contextTokens, ...(origin !== undefined && { 'general.organization': origin }) },
    capabilities: capabilities.map((capability) => CAPABILITIES[capability]),
  };
}
