import type { Embeddings } from '../../models/call.ts';

interface Asked {
  readonly model: string;
  readonly format: 'float' | 'base64';
}

/** Vectors in the words of OpenAI's embeddings. */
export function embeddingList({ vectors, promptTokens }: Embeddings, { model, format }: Asked): object {
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
