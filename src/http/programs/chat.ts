import { createHash } from 'node:crypto';
import type { Source } from '../../answer/ports.ts';
import type { WriterView } from '../../web/ai-mark.ts';
import { BalieError } from '../../errors.ts';
import type { CallMessage, HostChunk, ModelCall, ModelChunk, ToolCall, Usage } from '../../models/call.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import type { Exchange } from './wire/exchange.ts';
import { callerOf, type CallPlace, type RecordedCall, runRecorded } from './recorded.ts';
import { StreamOut } from './wire/stream-out.ts';
import { expectedTokens, Tally } from './tally.ts';

/** An answer of a model in the words of one API. */
export interface AnswerWords {
  /** Of a stream. */
  readonly contentType: string;
  /** What may be sent between two pieces, and means nothing. */
  readonly ping: string;
  /** The same, for people who look: where the call stands in the queue. */
  waiting(place: { readonly position: number; readonly expectedMs: number }): string;
  text(text: string): string;
  thinking(text: string): string;
  toolCalls(calls: readonly ToolCall[]): string;
  /** What says that the answer is whole. */
  end(reason: EndReason, usage: Usage, turn?: TurnFacts): string;
  /** What says that it is not. */
  fault(fault: BalieError): string;
  /** The answer in one piece. */
  whole(answer: WholeAnswer): object;
}

export type EndReason = Extract<HostChunk, { type: 'end' }>['reason'];

export interface WholeAnswer {
  readonly text: string;
  readonly thinking: string;
  readonly toolCalls: readonly ToolCall[];
  readonly reason: EndReason;
  readonly usage: Usage;
  readonly turn?: TurnFacts;
}

/** What an assistant's answer has beside its text. */
export interface TurnFacts {
  readonly id: string;
  readonly conversationId: string;
  readonly outcome: string;
  /** Kinds of personal data that were taken out of the question. */
  readonly masked: readonly string[];
  /** `[number]` in the text refers to these. */
  readonly sources: readonly Source[];
  /** Where a model wrote it. */
  readonly generatedBy?: WriterView;
}

export interface ChatRequest {
  readonly exchange: Exchange;
  readonly key: KeyHolder;
  readonly call: ModelCall;
  readonly words: AnswerWords;
  readonly isStream: boolean;
}

/**
 * Asks a model and gives its answer, streamed or in one piece.
 * @throws BalieError as long as nothing was sent; a later fault is told in the stream, whose connection is broken then.
 */
export function answerChat(request: ChatRequest, place: CallPlace): Promise<void> {
  const { exchange, key, call, isStream } = request;
  const tally = new Tally(call);
  const recorded: RecordedCall = {
    kind: 'chat',
    model: call.model,
    expectedTokens: expectedTokens(call),
    asked: asked(call),
    get said() {
      return tally.said;
    },
    get usage() {
      return tally.usage;
    },
    get isWhole() {
      return tally.reason !== undefined;
    },
    run(signal) {
      const chunks = place.models.gateway.chat(call, callerOf(exchange, key), signal);
      return isStream ? stream(request, chunks, { place, tally }) : inOnePiece(request, chunks, tally);
    },
  };
  return runRecorded(recorded, exchange, key, place);
}

interface Progress {
  readonly place: CallPlace;
  readonly tally: Tally;
}

async function stream({ exchange, call, words }: ChatRequest, chunks: AsyncIterable<ModelChunk>, { place, tally }: Progress): Promise<void> {
  const out = new StreamOut(exchange.outgoing, exchange.headersForStream(words.contentType), words.ping);
  await out.during(place.heartbeat, words.fault, async () => {
    for await (const chunk of chunks) {
      if (chunk.type === 'waiting') {
        out.ping = words.waiting(chunk);
        continue;
      }
      tally.add(chunk);
      if (chunk.type === 'end') out.end(words.end(chunk.reason, chunk.usage));
      else if (!out.write(pieceOf(chunk, words))) await out.drained();
      out.ping = words.ping;
    }
    if (tally.reason === undefined) throw new BalieError('model-broken-stream', { detail: call.model });
  });
}

async function inOnePiece({ exchange, call, words }: ChatRequest, chunks: AsyncIterable<ModelChunk>, tally: Tally): Promise<void> {
  for await (const chunk of chunks) {
    if (chunk.type === 'waiting') continue;
    tally.add(chunk);
    if (chunk.type !== 'end') continue;
    const { text, thinking, toolCalls } = tally;
    exchange.json(words.whole({ text, thinking, toolCalls, reason: chunk.reason, usage: chunk.usage }));
  }
  if (tally.reason === undefined) throw new BalieError('model-broken-stream', { detail: call.model });
}

function pieceOf(chunk: Exclude<HostChunk, { type: 'end' }>, words: AnswerWords): string {
  if (chunk.type === 'tool-calls') return words.toolCalls(chunk.calls);
  return chunk.type === 'text' ? words.text(chunk.text) : words.thinking(chunk.text);
}

/** What is kept of a call: all of its words. Of a picture only what tells which one it was: the record is not a store of files. */
function asked({ messages, tools, format }: ModelCall): object {
  return { messages: messages.map(withoutImages), ...(tools && { tools }), ...(format && { format }) };
}

function withoutImages(message: CallMessage): object {
  if (message.role === 'assistant' || message.role === 'tool' || message.images === undefined) return message;
  return { ...message, images: message.images.map((image) => `sha256:${createHash('sha256').update(image, 'base64').digest('hex')}`) };
}
