import type { ModelCall } from '../../models/call.ts';
import { readJson } from '../programs/body.ts';
import { findModel, type Found, offered } from '../programs/catalogue.ts';
import { answerChat, type AnswerWords } from '../programs/chat.ts';
import { checked, invalid } from '../programs/contract.ts';
import { answerEmbed } from '../programs/embed.ts';
import type { Handler, ProgramPlace, ProgramRequest } from '../programs/handler.ts';
import { answerTurn } from '../programs/turn.ts';
import { ChatRequest, EmbeddingsRequest, EmbedRequest, GenerateRequest, ShowRequest } from './contract.ts';
import { runningOf, showOf, tagOf } from './models.ts';
import { promptToCall, toCall } from './to-call.ts';
import { chatWords, completionWords, figuresOf, loadWords } from './words.ts';

/** Ollama's routes, as far as they do not manage the host. */

/** The version of Ollama whose API this follows: clients ask before they use what is new in one. */
const FOLLOWS = '0.17.4';

export const chat: Handler = async ({ exchange, key }, place) => {
  const request = checked(ChatRequest, await readJson(exchange.incoming));
  const found = findModel(place.catalogue, key, request.model);
  const call = toCall(request, found.kind === 'model' ? found.facts.name : request.model);
  await answer({ exchange, key, found, call, request, words: chatWords(request.model) }, place);
};

export const generate: Handler = async ({ exchange, key }, place) => {
  const request = checked(GenerateRequest, await readJson(exchange.incoming));
  const found = findModel(place.catalogue, key, request.model);
  const { prompt, keep_alive: keepAlive } = request;
  // How long a model stays in memory is not for one caller to say.
  if (prompt == null || prompt === '') return exchange.json(loadWords(request.model, Number.parseFloat(String(keepAlive)) === 0 ? 'unload' : 'load'));
  const call = promptToCall(request, found.kind === 'model' ? found.facts.name : request.model);
  await answer({ exchange, key, found, call, request, words: completionWords(request.model) }, place);
};

interface Answering extends Pick<ProgramRequest, 'exchange' | 'key'> {
  readonly found: Found;
  readonly call: ModelCall;
  readonly request: Pick<ChatRequest, 'stream' | 'conversation_id'>;
  readonly words: AnswerWords;
}

function answer({ exchange, key, found, call, request, words }: Answering, place: ProgramPlace): Promise<void> {
  const isStream = request.stream !== false;
  if (found.kind === 'model') return answerChat({ exchange, key, call, words, isStream }, place);
  return answerTurn({ exchange, key, assistant: found.assistant, call, conversationId: request.conversation_id ?? undefined, words, isStream }, place);
}

export const embed: Handler = async ({ exchange, key }, place) => {
  const started = performance.now();
  const { model, input, dimensions } = checked(EmbedRequest, await readJson(exchange.incoming));
  await answerVectors({
    exchange, key, model, texts: [input].flat(), dimensions: dimensions ?? undefined,
    whole({ vectors, promptTokens }) {
      const { total_duration, load_duration, prompt_eval_count } = figuresOf({ promptTokens, answerTokens: 0 }, started);
      return { model, embeddings: vectors, total_duration, load_duration, prompt_eval_count };
    },
  }, place);
};

/** What clients asked before there was `embed`: the vector of one text. */
export const embeddings: Handler = async ({ exchange, key }, place) => {
  const { model, prompt } = checked(EmbeddingsRequest, await readJson(exchange.incoming));
  await answerVectors({ exchange, key, model, texts: [prompt], dimensions: undefined, whole: ({ vectors }) => ({ embedding: vectors[0] }) }, place);
};

async function answerVectors(request: Parameters<typeof answerEmbed>[0], place: ProgramPlace): Promise<void> {
  const found = findModel(place.catalogue, request.key, request.model);
  if (found.kind === 'assistant') return invalid('model', 'is een assistent: die geeft geen vectoren');
  await answerEmbed({ ...request, model: found.facts.name }, place);
}

export const tags: Handler = ({ exchange, key }, { catalogue }) => {
  const { models, assistants } = offered(catalogue, key);
  exchange.json({ models: [...models.map((facts) => tagOf({ kind: 'model', facts })), ...assistants.map((assistant) => tagOf({ kind: 'assistant', assistant }))] });
};

/** What is in memory somewhere, of what a key may use. */
export const ps: Handler = ({ exchange, key }, { catalogue, models: { gateway } }) => {
  const loaded = new Set(gateway.loaded().map(({ name }) => name));
  exchange.json({ models: offered(catalogue, key).models.filter(({ name }) => loaded.has(name)).map(runningOf) });
};

export const show: Handler = async ({ exchange, key }, { catalogue }) => {
  const { model, name } = checked(ShowRequest, await readJson(exchange.incoming));
  exchange.json(showOf(findModel(catalogue, key, model ?? name ?? '')));
};

export const version: Handler = ({ exchange }) => exchange.json({ version: FOLLOWS });
