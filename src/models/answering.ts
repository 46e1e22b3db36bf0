import type { ChatChunk, ChatModel, ChatRequest } from '../answer/ports.ts';
import type { Caller, ModelCall, ModelChunk, ModelGateway } from './call.ts';

/** What works for nobody in particular, such as a measurement, takes its turns with the municipality's own people. */
const OWN: Caller = { audience: 'employee', id: 'balie' };

/** The model of the desk's turns, over a gateway: with the audience and the conversation of who asks. */
export function answeringModel(gateway: ModelGateway & { fits(call: ModelCall): boolean }): ChatModel {
  return {
    async *chat(request, signal) {
      for await (const chunk of gateway.chat(callOf(request), request.asker ?? OWN, signal)) {
        const shown = shownOf(chunk);
        if (shown !== undefined) yield shown;
      }
    },
    fits: (request) => gateway.fits(callOf(request)),
  };
}

/** Temperature 0: the same question and sources give the same answer. */
function callOf({ model, messages, maxTokens }: ChatRequest): ModelCall {
  return { model, messages, maxTokens, temperature: 0 };
}

/** Undefined for what is no part of an answer. */
function shownOf(chunk: ModelChunk): ChatChunk | undefined {
  switch (chunk.type) {
    case 'text':
    case 'waiting':
      return chunk as ChatChunk;
    case 'end':
      return { type: 'end', reason: chunk.reason === 'length' ? 'length' : 'stop', ...chunk.usage };
    case 'thinking':
    case 'tool-calls':
      return undefined;
  }
}
