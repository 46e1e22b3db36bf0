import { BalieError } from '../../../errors.ts';
import type { Capability, ModelCall, ModelFacts } from '../../call.ts';

/** @throws BalieError `model-incapable`. */
export function checkCapable({ name, capabilities }: ModelFacts, capability: Capability): void {
  if (!capabilities.includes(capability)) throw new BalieError('model-incapable', { detail: `${name} is niet ingesteld voor ${capability}` });
}

/**
 * A call that its model can take. Thinking is a leave, not a wish: a model that does not think just answers.
 * @throws BalieError `model-incapable` for a model that does not chat, or for tools or pictures that it cannot use.
 */
export function withinCapabilities(call: ModelCall, facts: ModelFacts): ModelCall {
  checkCapable(facts, 'chat');
  if (call.tools !== undefined && call.tools.length > 0) checkCapable(facts, 'tools');
  if (call.messages.some(hasImages)) checkCapable(facts, 'vision');
  return call.thinks === true && !facts.capabilities.includes('thinking') ? { ...call, thinks: false } : call;
}

function hasImages(message: ModelCall['messages'][number]): boolean {
  return 'images' in message && message.images !== undefined && message.images.length > 0;
}
