import { readJson } from '../programs/body.ts';
import { findModel, offered } from '../programs/catalogue.ts';
import { answerChat } from '../programs/chat.ts';
import { checked, invalid } from '../programs/contract.ts';
import { answerEmbed } from '../programs/embed.ts';
import type { Handler } from '../programs/handler.ts';
import { answerTurn } from '../programs/turn.ts';
import { ChatRequest, EmbedRequest, ShowRequest } from './contract.ts';
import { showOf, tagOf } from './models.ts';
import { toCall } from './to-call.ts';
import { chatWords, figuresOf } from './words.ts';

/** Ollama's routes, as far as they do not manage the host. */

/** The version of Ollama whose API this follows: clients ask before they use what is new in one. */
const FOLLOWS = '0.17.4';

export const chat: Handler = async ({ exchange, key }, place) => {
  const request = checked(ChatRequest, await readJson(exchange.incoming));
  const found = findModel(place.catalogue, key, request.model);
  const words = chatWords(request.model);
  const isStream = request.stream !== false;
  if (found.kind === 'model') return answerChat({ exchange, key, call: toCall(request, found.facts.name), words, isStream }, place);
  const { assistant } = found;
  const conversationId = request.conversation_id ?? undefined;
  return answerTurn({ exchange, key, assistant, call: toCall(request, request.model), conversationId, words, isStream }, place);
};

export const embed: Handler = async ({ exchange, key }, place) => {
  const started = performance.now();
  const { model, input, dimensions } = checked(EmbedRequest, await readJson(exchange.incoming));
  const found = findModel(place.catalogue, key, model);
  if (found.kind === 'assistant') return invalid('model', 'is een assistent: die geeft geen vectoren');
  const texts = [input].flat();
  await answerEmbed({
    exchange, key, model: found.facts.name, texts, dimensions: dimensions ?? undefined,
    whole({ vectors, promptTokens }) {
      const { total_duration, load_duration, prompt_eval_count } = figuresOf({ promptTokens, answerTokens: 0 }, started);
      return { model, embeddings: vectors, total_duration, load_duration, prompt_eval_count };
    },
  }, place);
};

export const tags: Handler = ({ exchange, key }, { catalogue }) => {
  const { models, assistants } = offered(catalogue, key);
  exchange.json({ models: [...models.map((facts) => tagOf({ kind: 'model', facts })), ...assistants.map((assistant) => tagOf({ kind: 'assistant', assistant }))] });
};

export const show: Handler = async ({ exchange, key }, { catalogue }) => {
  const { model, name } = checked(ShowRequest, await readJson(exchange.incoming));
  exchange.json(showOf(findModel(catalogue, key, model ?? name ?? '')));
};

export const version: Handler = ({ exchange }) => exchange.json({ version: FOLLOWS });
