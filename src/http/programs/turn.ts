import { BalieError } from '../../errors.ts';
import type { ModelCall, Usage } from '../../models/call.ts';
import type { Admission } from '../admission.ts';
import type { AppDeps, DeskAssistant } from '../deps.ts';
import { AI_HEADER, disclosure } from '../contracts/ai-mark.ts';
import { checkQuestion } from '../contracts/contracts.ts';
import { logReasons } from '../streams/turn-events.ts';
import { ASSISTANT_PREFIX, type Found } from './catalogue.ts';
import { answerChat, type ChatRequest } from './chat.ts';
import { invalid } from './contract.ts';
import type { CallPlace } from './recorded.ts';
import { untilLeft } from './running.ts';
import { StreamOut } from './wire/stream-out.ts';
import { textTokens } from './tally.ts';
import { tracing } from '../server/trace.ts';

interface TurnRequest extends ChatRequest {
  readonly assistant: DeskAssistant;
  readonly conversationId: string | undefined;
}

export interface TurnPlace extends CallPlace {
  readonly takeTurn: AppDeps['takeTurn'];
  readonly admission: Admission;
}

/** What an answer of an assistant may take: the question with its sources, and what is written. */
const USUAL_TURN = 2_048;

/** Answers by whatever the program named, a model or an assistant. @throws as `answerChat`, and as `answerTurn`. */
export function answer({ found, conversationId, ...request }: ChatRequest & { readonly found: Found; readonly conversationId: string | undefined }, place: TurnPlace): Promise<void> {
  if (found.kind === 'model') return answerChat(request, place);
  return answerTurn({ ...request, assistant: found.assistant, conversationId }, place);
}

/**
 * Takes one turn of an assistant: search, answer, sources, all as at the desk, and in the desk's own record.
 *
 * The answer is given when the turn is done, in one piece, also in a stream. What a model writes is judged when it has been written, and
 * may be replaced by quotations or by "I don't know"; at the desk the page takes back what stood there, here nothing can be taken back.
 * @throws BalieError as long as nothing was sent; a later fault is told in the stream, whose connection is broken then.
 */
function answerTurn(request: TurnRequest, place: TurnPlace): Promise<void> {
  const { exchange, key, assistant } = request;
  const question = questionOf(request.call);
  return untilLeft(exchange, place.running, async (signal) => {
    const admitted = await place.models.admit(key, { model: ASSISTANT_PREFIX + assistant.name, expectedTokens: textTokens(question.length) + USUAL_TURN });
    let usage: Usage = { promptTokens: 0, answerTokens: 0 };
    try {
      const heard = (used: Usage) => (usage = used);
      await (request.isStream ? stream(request, question, { place, signal, heard }) : inOnePiece(request, question, { place, signal, heard }));
    } finally {
      admitted.settle(usage);
    }
  });
}

interface Run {
  readonly place: TurnPlace;
  readonly signal: AbortSignal;
  readonly heard: (usage: Usage) => void;
}

async function inOnePiece(request: TurnRequest, question: string, run: Run): Promise<void> {
  const { text, usage, turn } = await take(request, question, run);
  const headers = turn.generatedBy === undefined ? [] : [AI_HEADER, disclosure(turn.generatedBy)];
  request.exchange.json(request.words.whole({ text, thinking: '', toolCalls: [], reason: 'stop', usage, turn }), headers);
}

async function stream(request: TurnRequest, question: string, run: Run): Promise<void> {
  const { exchange, words } = request;
  const out = new StreamOut(exchange.outgoing, exchange.headersForStream(words.contentType), words.ping);
  await out.during(run.place.heartbeat, words.fault, async () => {
    const { text, usage, turn } = await take(request, question, run);
    out.end(words.text(text) + words.end('stop', usage, turn));
  });
}

async function take({ exchange, key, assistant, call, conversationId }: TurnRequest, question: string, { place, signal, heard }: Run) {
  const said = call.messages.slice(0, -1);
  const known = conversationId ?? (await place.models.conversations.find({ key: key.id, assistant: assistant.name, said }));
  const asked = { assistant, question, conversationId: known, asker: { audience: 'api' as const, id: key.id }, ...tracing(exchange.trace) };
  const events = place.admission.run((aborted) => place.takeTurn(asked, aborted), signal);
  for await (const event of logReasons(events, place.logger, exchange.requestId)) {
    if (event.type !== 'done' && event.type !== 'error') continue;
    const { usage = { promptTokens: 0, answerTokens: 0 } } = event;
    heard(usage);
    if (event.type === 'error') throw event.error;
    const { answer: text, ...turn } = event.turn;
    // It was answered, and that is on record: who cannot be known again begins a new conversation.
    const spoken = { key: key.id, assistant: assistant.name, said: [...call.messages, { role: 'assistant', content: text }] };
    await place.models.conversations.keep(spoken, turn.conversationId).catch(() => undefined);
    return { text, usage, turn };
  }
  throw new BalieError('internal');
}

/**
 * The question is the last message. What only a model can do is refused rather than left out in silence.
 * @throws InvalidInput; BalieError `text-not-utf8`, `question-empty`, `question-too-long`.
 */
function questionOf({ messages, tools, format }: ModelCall): string {
  const last = messages.at(-1);
  if (last?.role !== 'user') return invalid('messages', 'moet bij een assistent eindigen met een vraag (role user)');
  if (last.images !== undefined) invalid('messages', 'mag bij een assistent geen afbeeldingen hebben');
  if (tools !== undefined) invalid('tools', 'kan niet bij een assistent');
  if (format !== undefined) invalid('response_format', 'kan niet bij een assistent');
  return checkQuestion(last.content);
}
