import { BalieError } from '../../errors.ts';
import type { Embeddings } from '../call.ts';
import { askJson, type JsonQuestion } from './ask-json.ts';
import { countOf } from './json.ts';
import { detailOf } from './place.ts';

/**
 * Asks for a vector for each of so many texts.
 * @param read takes the vectors out of an answer, in the order of the texts, and the tokens that they took.
 * @throws as `askJson`, and BalieError `model-vectors-invalid`.
 */
export async function askVectors(question: JsonQuestion, count: number, read: (answer: unknown) => { readonly vectors: unknown; readonly tokens: unknown }, caller: AbortSignal): Promise<Embeddings> {
  if (count === 0) return { vectors: [], promptTokens: 0 };
  const answer = await askJson(question, caller);
  const { vectors, tokens } = read(answer);
  const fault = answer === undefined ? 'geen JSON' : vectorFault(vectors, count);
  if (fault !== undefined) throw new BalieError('model-vectors-invalid', { detail: `${detailOf(question)}: ${fault}` });
  return { vectors: vectors as number[][], promptTokens: countOf(tokens) };
}

/** How far from 1 the length of a normalised vector may be: rounding, also of quantised models, stays far below it. */
const NORM_TOLERANCE = 0.02;

/**
 * What is wrong with the vectors of one answer, in Dutch for the operator: another number than was asked for, different
 * lengths, values that are no numbers, or not normalised. Undefined when nothing is.
 */
function vectorFault(vectors: unknown, count: number): string | undefined {
  if (!Array.isArray(vectors)) return 'geen lijst van vectoren';
  if (vectors.length !== count) return `${vectors.length} vectoren in plaats van ${count}`;
  const dimensions = new Set<number>();
  for (const vector of vectors as unknown[]) {
    if (!Array.isArray(vector) || vector.length === 0 || !vector.every(isNumber)) return 'een vector met iets anders dan getallen';
    const norm = Math.hypot(...vector);
    if (Math.abs(norm - 1) > NORM_TOLERANCE) return `een vector met lengte ${norm.toFixed(3)} in plaats van 1`;
    dimensions.add(vector.length);
  }
  return dimensions.size > 1 ? `vectoren met ${[...dimensions].join(' en ')} getallen door elkaar` : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
