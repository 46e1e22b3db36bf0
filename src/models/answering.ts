import type { ChatChunk, ChatModel, ChatRequest, RanOn } from '../answer/ports.ts';
import type { Caller, ModelCall, ModelChunk } from './call.ts';
import type { PooledGateway } from './pool/gateway.ts';
import { type Reader, UnopenedThoughts } from './unopened-thoughts.ts';

/** What works for nobody in particular, such as a measurement, takes its turns with the municipality's own people. */
const OWN: Caller = { audience: 'employee', id: 'balie' };

/** The same question and sources give the same answer. */
const TEMPERATURE = 0;

/** Then the desk quotes, before its own deadline and also after the longest wait in the queue; a host that hangs counts as failing for those who come after. */
const PATIENCE_MS = 150_000;

/**
 * The model of the desk's turns, over a gateway: with the audience and the conversation of who asks.
 * @param as whose turn it takes instead, whoever asks.
 * @param mayThinkAloud whether thoughts of a model may come as text.
 */
export function answeringModel(gateway: Pick<PooledGateway, 'chat' | 'fits'>, as?: Caller, mayThinkAloud: (model: string) => boolean = () => false): ChatModel {
  const thoughts = new UnopenedThoughts();
  return {
    async *chat(request, signal) {
      const answer = gateway.chat(callOf(request), as ?? request.asker ?? OWN, signal);
      const reader = thoughts.readerOf(request.model, mayThinkAloud(request.model));
      for await (const chunk of answer) {
        const text = passedOn(reader, chunk);
        if (text !== '') yield { type: 'text', text };
        if (chunk.type === 'text') continue;
        const shown = shownOf(chunk, answer.ranOn && { ...answer.ranOn, temperature: TEMPERATURE });
        if (shown !== undefined) yield shown;
      }
    },
    fits: (request) => gateway.fits(callOf(request)),
  };
}

function callOf({ model, messages, maxTokens, limitMs }: ChatRequest): ModelCall {
  return { model, messages, maxTokens, temperature: TEMPERATURE, patienceMs: PATIENCE_MS, ...(limitMs !== undefined && { limitMs }) };
}

function passedOn(reader: Reader, chunk: ModelChunk): string {
  if (chunk.type === 'text') return reader.push(chunk.text);
  if (chunk.type === 'thinking') return reader.apart();
  return chunk.type === 'end' ? reader.end(chunk.reason === 'length' ? 'length' : 'stop') : '';
}

/** Undefined for what is no part of an answer, and for text: that is read before. */
function shownOf(chunk: ModelChunk, ranOn: RanOn | undefined): ChatChunk | undefined {
  switch (chunk.type) {
    case 'waiting':
      return chunk;
    case 'end':
      return { type: 'end', reason: chunk.reason === 'length' ? 'length' : 'stop', ...chunk.usage, ...(ranOn && { ranOn }) };
    case 'text':
    case 'thinking':
    case 'tool-calls':
      return undefined;
  }
}
