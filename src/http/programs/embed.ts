import { BalieError } from '../../errors.ts';
import type { Embeddings } from '../../models/call.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import { type Catalogue, findModel } from './catalogue.ts';
import { invalid } from './contract.ts';
import type { Exchange } from './wire/exchange.ts';
import { callerOf, type CallPlace, runRecorded } from './recorded.ts';
import { textTokens } from './tally.ts';

export interface EmbedRequest {
  readonly exchange: Exchange;
  readonly key: KeyHolder;
  /** As the caller named it. */
  readonly model: string;
  readonly texts: readonly string[];
  /** The length that the vectors must have. */
  readonly dimensions: number | undefined;
  /** The answer in the words of one API. */
  readonly whole: (embeddings: Embeddings) => object;
}

/** Asks a model for vectors and gives them. @throws BalieError; InvalidInput for an assistant, and for a length that the model's vectors have not. */
export async function answerEmbed({ exchange, key, model: given, texts, dimensions, whole }: EmbedRequest, place: CallPlace & { readonly catalogue: Catalogue }): Promise<void> {
  const { kind, name: model } = findModel(place.catalogue, key, given);
  if (kind === 'assistant') return invalid('model', 'is een assistent: die geeft geen vectoren');
  let isWhole = false;
  let promptTokens = 0;
  await runRecorded(
    {
      kind: 'embed',
      model,
      expectedTokens: textTokens(texts.reduce((letters, text) => letters + text.length, 0)),
      asked: { texts },
      // Vectors can be made anew from what was asked.
      get said() {
        return { vectors: isWhole ? texts.length : 0 };
      },
      get usage() {
        return { promptTokens, answerTokens: 0 };
      },
      get isWhole() {
        return isWhole;
      },
      async run(signal) {
        const embeddings = await place.models.gateway.embed(model, texts, callerOf(exchange, key), signal);
        ({ promptTokens } = embeddings);
        if (embeddings.vectors.length !== texts.length) throw new BalieError('model-vectors-invalid', { detail: model });
        const length = embeddings.vectors[0]?.length;
        if (dimensions !== undefined && dimensions !== length) invalid('dimensions', `kan bij dit model alleen ${length} zijn`);
        exchange.json(whole(embeddings));
        isWhole = true;
      },
    },
    exchange,
    key,
    place,
  );
}
