import { fieldsOf } from '../transport/json.ts';

/** The vectors of an answer of `/v1/embeddings`, in the order of the texts, made of length 1: not each server does that for each model. */
export function vectorsIn(answer: unknown): { vectors: unknown; tokens: unknown } {
  const { data, usage } = fieldsOf(answer);
  return { vectors: Array.isArray(data) ? inOrder(data) : undefined, tokens: fieldsOf(usage).prompt_tokens };
}

/** By their index, each from 0 on; undefined when one is double or belongs to no text. */
function inOrder(data: readonly unknown[]): unknown[] | undefined {
  const byIndex = new Map<unknown, unknown>();
  for (const one of data) {
    const { index, embedding } = fieldsOf(one);
    byIndex.set(index, unit(embedding));
  }
  return byIndex.size === data.length ? data.map((_, index) => byIndex.get(index)) : undefined;
}

/** A vector of length 1; what is none, or is all zeros, stays as it is and is found out. */
function unit(vector: unknown): unknown {
  if (!Array.isArray(vector) || !vector.every((value) => typeof value === 'number')) return vector;
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (norm === 0 || !Number.isFinite(norm) || Math.abs(norm - 1) < 1e-3) return vector;
  return vector.map((value) => value / norm);
}
