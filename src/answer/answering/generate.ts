import { BalieError } from '../../errors.ts';
import type { Step, TurnContext, TurnPorts } from '../context.ts';
import type { TurnEvent } from '../events.ts';
import { SentenceGate } from '../grounding/gate.ts';
import type { ChatChunk } from '../ports.ts';
import { quote } from './quote.ts';
import { CANARY, outputChecks, takeBack } from '../safety/output.ts';
import { readEvidence } from '../grounding/evidence.ts';
import { noPromise } from '../grounding/promise.ts';

/** In Dutch, for most models. */
const LETTERS_PER_TOKEN = 4;

/**
 * Lets the model write the answer, and shows each sentence that the passages carry as soon as it is whole. As long as nothing was shown,
 * any fault of the host makes the desk quote its documents, as it does where there is no model at all; after that the turn fails, for
 * half an answer is no answer.
 */
export const generate: Step = async function* (context, ports, signal) {
  const { assistant, asker, messages } = context;
  let chunks = 0;
  context.notes.model = assistant.model;
  const stream = ports.model.chat({ model: assistant.model, messages, maxTokens: assistant.maxTokens, asker }, signal);
  const { first, rest } = begun(stream);
  const gate = gatesOf(context, ports)();
  try {
    for await (const chunk of rest(first)) {
      if (chunk.type === 'waiting') {
        yield placeOf(context, chunk);
        continue;
      }
      chunks += 1;
      yield* show(context, take(context, gate, chunk));
      const stopped = gate.has(CANARY) ? CANARY : gate.isEndless ? 'repetition' : undefined;
      if (stopped === undefined) continue;
      context.notes.reason = stopped;
      break;
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof BalieError) || context.answer !== '') throw error;
    context.notes.reason = error.code;
    return yield* quote(context);
  } finally {
    if (chunks > 0 && context.notes.answerTokens === undefined) Object.assign(context.notes, usageUntilCutOff(context, chunks));
    if (chunks > 0) context.details = { ...context.details, grounding: gate.details };
  }
  if (gate.has(CANARY)) return takeBack(context, ports);
  context.saidNoAnswer = gate.saidNoAnswer || (gate.hasEchoed && !gate.hasSpoken);
  // Such as a model that spent all it may write on its thoughts: that the documents say nothing would be untrue.
  if (!context.saidNoAnswer && !gate.hasSpoken && context.notes.reason !== 'repetition') context.notes.reason = 'model-empty';
  context.cited = gate.cited;
};

/** The passages are read while the host thinks: the request is on its way before that. */
function begun(stream: AsyncIterable<ChatChunk>) {
  const iterator = stream[Symbol.asyncIterator]();
  const first = iterator.next();
  // Told to whoever reads on; without this a host that fails at once is a fault of nobody.
  first.catch(() => undefined);
  return {
    first,
    rest: async function* (next: Promise<IteratorResult<ChatChunk>>) {
      try {
        for (let chunk = await next; chunk.done !== true; chunk = await iterator.next()) yield chunk.value;
      } finally {
        await iterator.return?.();
      }
    },
  };
}

/** @returns what may be shown by now. */
function take(context: TurnContext, gate: SentenceGate, chunk: Exclude<ChatChunk, { type: 'waiting' }>): string {
  if (chunk.type === 'text') return gate.push(context.links.push(chunk.text));
  if (chunk.ranOn !== undefined) context.ranOn = chunk.ranOn;
  context.notes.promptTokens = chunk.promptTokens;
  context.notes.answerTokens = chunk.answerTokens;
  if (chunk.reason === 'length') context.notes.reason = 'length';
  return gate.push(context.links.end()) + gate.end(chunk.reason === 'length');
}

function* show(context: TurnContext, text: string): Generator<TurnEvent, void> {
  if (text === '') return;
  context.answer += text;
  yield { type: 'delta', text };
}

/** Roughly: a host that was cut off does not tell. Each chunk is a token, or nearly. */
function usageUntilCutOff({ messages }: TurnContext, chunks: number): { promptTokens: number; answerTokens: number } {
  const letters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return { promptTokens: Math.ceil(letters / LETTERS_PER_TOKEN), answerTokens: chunks };
}

/** What the asker is told of the queue before the model; when it is its turn, that the answer is being written. */
function placeOf({ conversationId }: TurnContext, { position, expectedMs }: { readonly position: number; readonly expectedMs: number }): TurnEvent {
  if (position === 0) return { type: 'status', phase: 'writing', conversationId };
  return { type: 'status', phase: 'waiting', conversationId, position, expectedSeconds: Math.ceil(expectedMs / 1_000) };
}

/** Makes gates for what a model writes in a turn: everything of it goes through one. The passages are read once. */
export function gatesOf({ question, passages, assistant }: TurnContext, { guard }: Pick<TurnPorts, 'guard'>): () => SentenceGate {
  const prompt = `${assistant.systemPrompt}\n${assistant.questionPrompt}`;
  const evidence = readEvidence(passages);
  const checks = [...outputChecks(guard), noPromise];
  return () => new SentenceGate({ question, passages, evidence, prompt }, checks);
}
