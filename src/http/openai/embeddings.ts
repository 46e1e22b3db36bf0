import type { Embeddings } from '../../models/call.ts';
import { invalid } from '../gateway/contract.ts';

interface Asked {
  readonly model: string;
  readonly dimensions: number | null | undefined;
  readonly format: 'float' | 'base64';
}

/** Vectors in the words of OpenAI's embeddings. @throws InvalidInput for a length that the model's vectors have not. */
export function embeddingList({ vectors, promptTokens }: Embeddings, { model, dimensions, format }: Asked): object {
  const length = vectors[0]?.length;
  if (dimensions != null && dimensions !== length) invalid('dimensions', `kan bij dit model alleen ${length} zijn`);
  return {
    object: 'list',
    model,
    data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: format === 'float' ? vector : base64Of(vector) })),
    usage: { prompt_tokens: promptTokens, total_tokens: promptTokens },
  };
}

/** 32-bit floats, the least significant byte first. */
function base64Of(vector: readonly number[]): string {
  const bytes = Buffer.allocUnsafe(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}
