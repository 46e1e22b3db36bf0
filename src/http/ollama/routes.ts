import { readJson } from '../programs/wire/body.ts';
import { findModel, offered } from '../programs/catalogue.ts';
import { checked } from '../programs/contract.ts';
import { answerEmbed } from '../programs/embed.ts';
import type { Handler } from '../programs/handler.ts';
import { answer } from '../programs/turn.ts';
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
  await answer({ exchange, key, found, call: toCall(request, found.name), words: chatWords(request.model), ...howGiven(request) }, place);
};

export const generate: Handler = async ({ exchange, key }, place) => {
  const request = checked(GenerateRequest, await readJson(exchange.incoming));
  const found = findModel(place.catalogue, key, request.model);
  const { prompt, keep_alive: keepAlive } = request;
  // How long a model stays in memory is not for one caller to say.
  if (prompt == null || prompt === '') return exchange.json(loadWords(request.model, Number.parseFloat(String(keepAlive)) === 0 ? 'unload' : 'load'));
  await answer({ exchange, key, found, call: promptToCall(request, found.name), words: completionWords(request.model), ...howGiven(request) }, place);
};

function howGiven({ stream, conversation_id: conversationId }: Pick<ChatRequest, 'stream' | 'conversation_id'>) {
  return { isStream: stream !== false, conversationId: conversationId ?? undefined };
}

export const embed: Handler = async ({ exchange, key }, place) => {
  const started = performance.now();
  const { model, input, dimensions } = checked(EmbedRequest, await readJson(exchange.incoming));
  await answerEmbed({
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
  await answerEmbed({ exchange, key, model, texts: [prompt], dimensions: undefined, whole: ({ vectors }) => ({ embedding: vectors[0] }) }, place);
};

export const tags: Handler = ({ exchange, key }, { catalogue }) => exchange.json({ models: offered(catalogue, key).map(tagOf) });

/** What is in memory somewhere, of what a key may use. */
export const ps: Handler = ({ exchange, key }, { catalogue, models: { gateway } }) => {
  const loaded = new Set(gateway.loaded().map(({ name }) => name));
  exchange.json({ models: offered(catalogue, key).flatMap((found) => (found.kind === 'model' && loaded.has(found.name) ? [runningOf(found)] : [])) });
};

export const show: Handler = async ({ exchange, key }, { catalogue }) => {
  const { model, name } = checked(ShowRequest, await readJson(exchange.incoming));
  exchange.json(showOf(findModel(catalogue, key, model ?? name ?? '')));
};

export const version: Handler = ({ exchange }) => exchange.json({ version: FOLLOWS });
