/** How far from 1 the length of a normalised vector may be: rounding, also of quantised models, stays far below it. */
const NORM_TOLERANCE = 0.02;

/**
 * What is wrong with the vectors of one answer, in Dutch for the operator: another number than was asked for, different
 * lengths, values that are no numbers, or not normalised. Undefined when nothing is.
 */
export function vectorFault(vectors: unknown, count: number): string | undefined {
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
