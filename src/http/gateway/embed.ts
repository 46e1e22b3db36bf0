import { BalieError } from '../../errors.ts';
import type { Embeddings } from '../../models/call.ts';
import type { KeyHolder } from '../push-deps.ts';
import { callerOf } from './caller.ts';
import type { Exchange } from './exchange.ts';
import { type CallPlace, runRecorded } from './recorded.ts';
import { textTokens } from './tally.ts';

export interface EmbedRequest {
  readonly exchange: Exchange;
  readonly key: KeyHolder;
  readonly model: string;
  readonly texts: readonly string[];
  /** The answer in the words of one API. */
  readonly whole: (embeddings: Embeddings) => object;
}

/** Asks a model for vectors and gives them. @throws BalieError. */
export function answerEmbed({ exchange, key, model, texts, whole }: EmbedRequest, place: CallPlace): Promise<void> {
  let isWhole = false;
  let promptTokens = 0;
  return runRecorded(
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
        exchange.json(whole(embeddings));
        isWhole = true;
      },
    },
    exchange,
    key,
    place,
  );
}
