import { BalieError } from '../../errors.ts';
import type { Embeddings } from '../call.ts';
import { vectorFault } from '../vector-fault.ts';

/**
 * The vectors of an answer of `/v1/embeddings`, in the order of the texts, made of length 1: not each server does that for each model.
 * @param answer undefined for one that was not JSON.
 * @throws BalieError `model-vectors-invalid`.
 */
export function embeddingsIn(answer: unknown, count: number, detail: string): Embeddings {
  if (answer === undefined) throw new BalieError('model-vectors-invalid', { detail: `${detail}: geen JSON` });
  const { data, usage }: { readonly data?: unknown; readonly usage?: { readonly prompt_tokens?: unknown } } = typeof answer === 'object' && answer !== null ? answer : {};
  const vectors = Array.isArray(data) ? inOrder(data, count) : undefined;
  const fault = vectorFault(vectors, count);
  if (fault !== undefined) throw new BalieError('model-vectors-invalid', { detail: `${detail}: ${fault}` });
  const tokens = usage?.prompt_tokens;
  return { vectors: vectors as number[][], promptTokens: typeof tokens === 'number' ? tokens : 0 };
}

/** By their index; undefined when one is double or belongs to no text. */
function inOrder(data: readonly unknown[], count: number): unknown[] | undefined {
  const byIndex = new Map<unknown, unknown>();
  for (const one of data) {
    if (typeof one !== 'object' || one === null || !('index' in one) || !('embedding' in one)) return undefined;
    byIndex.set(one.index, unit(one.embedding));
  }
  return byIndex.size === data.length ? Array.from({ length: count }, (_, index) => byIndex.get(index)) : undefined;
}

/** A vector of length 1; what is none, or is all zeros, stays as it is and is found out. */
function unit(vector: unknown): unknown {
  if (!Array.isArray(vector) || !vector.every((value) => typeof value === 'number')) return vector;
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (norm === 0 || !Number.isFinite(norm) || Math.abs(norm - 1) < 1e-3) return vector;
  return vector.map((value) => value / norm);
}
