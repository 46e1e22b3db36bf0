import { createHash } from 'node:crypto';
import type { Capability, ModelFacts } from '../../models/call.ts';
import { ASSISTANT_PREFIX, type Found } from '../programs/catalogue.ts';

/** Models and assistants in the words of Ollama's list. What only a host knows of a file of weights stays empty. */

const DETAILS = { parent_model: '', format: '', family: '', families: [], parameter_size: '', quantization_level: '' };
const CAPABILITIES: Readonly<Record<Capability, string>> = { chat: 'completion', embeddings: 'embedding', tools: 'tools', vision: 'vision', thinking: 'thinking' };
/** Clients want a date; ours have none. */
const MODIFIED_AT = '2026-01-01T00:00:00Z';
/** What Go writes for no time at all. */
const NEVER = '0001-01-01T00:00:00Z';

export function tagOf(found: Found) {
  const name = nameOf(found);
  return { name, model: name, modified_at: MODIFIED_AT, size: 0, digest: createHash('sha256').update(name).digest('hex'), details: DETAILS };
}

/** A model in memory; when it leaves that is the host's business, and told as never. */
export function runningOf(facts: ModelFacts) {
  const { name, model, size, digest, details } = tagOf({ kind: 'model', facts });
  return { name, model, size, digest, details, expires_at: NEVER, size_vram: 0, context_length: facts.contextTokens };
}

export function showOf(found: Found) {
  const shown = { modelfile: '', parameters: '', template: '', modified_at: MODIFIED_AT, details: DETAILS };
  const architecture = { 'general.architecture': 'balie', 'general.basename': nameOf(found) };
  if (found.kind === 'assistant') return { ...shown, model_info: architecture, capabilities: ['completion'] };
  const { capabilities, contextTokens, licence, origin } = found.facts;
  return {
    ...shown,
    ...(licence !== undefined && { license: licence }),
    model_info: { ...architecture, 'balie.context_length': contextTokens, ...(origin !== undefined && { 'general.organization': origin }) },
    capabilities: capabilities.map((capability) => CAPABILITIES[capability]),
  };
}

function nameOf(found: Found): string {
  return found.kind === 'assistant' ? ASSISTANT_PREFIX + found.assistant.name : found.facts.name;
}
