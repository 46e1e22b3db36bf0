import { BalieError } from '../../errors.ts';
import type { Embeddings } from '../../models/call.ts';
import { readJson } from '../programs/wire/body.ts';
import { findModel, offered } from '../programs/catalogue.ts';
import { checked } from '../programs/contract.ts';
import { answerEmbed } from '../programs/embed.ts';
import type { Exchange } from '../programs/wire/exchange.ts';
import type { Handler } from '../programs/handler.ts';
import { answer } from '../programs/turn.ts';
import { ChatCompletionRequest, EmbeddingsRequest } from './contract.ts';
import { modelEntry } from './models.ts';
import { toCall } from './to-call.ts';
import { completionWords, embeddingList } from './words.ts';

/** OpenAI's routes, as far as models of one's own have them. */

/** @throws BalieError `content-type-unsupported`, and as `readJson`. */
function bodyOf({ incoming }: Exchange): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(incoming.headers['content-type'] ?? '')) throw new BalieError('content-type-unsupported');
  return readJson(incoming);
}

export const chatCompletions: Handler = async ({ exchange, key }, place) => {
  const request = checked(ChatCompletionRequest, await bodyOf(exchange));
  const found = findModel(place.catalogue, key, request.model);
  const words = completionWords({ id: exchange.requestId, model: request.model, includesUsage: request.stream_options?.include_usage === true });
  const isStream = request.stream === true;
  await answer({ exchange, key, found, call: toCall(request, found.name), conversationId: request.conversation_id ?? undefined, words, isStream }, place);
};

export const embeddings: Handler = async ({ exchange, key }, place) => {
  const { model, input, dimensions, encoding_format: format } = checked(EmbeddingsRequest, await bodyOf(exchange));
  const whole = (vectors: Embeddings) => embeddingList(vectors, { model, format: format ?? 'float' });
  await answerEmbed({ exchange, key, model, texts: [input].flat(), dimensions: dimensions ?? undefined, whole }, place);
};

export const models: Handler = ({ exchange, key }, { catalogue }) => exchange.json({ object: 'list', data: offered(catalogue, key).map(modelEntry) });

export const model: Handler = ({ exchange, key, name }, { catalogue }) => exchange.json(modelEntry(findModel(catalogue, key, name)));
