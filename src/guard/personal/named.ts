import { MASK_WORDS } from './mask.ts';
import type { PiiType } from './detector.ts';

/** Kinds of personal data in words for the one they are of: "uw telefoonnummer en uw naam". */
export function namedPersonalData(types: readonly string[]): string {
  const named = types.map((type) => `uw ${MASK_WORDS[type as PiiType] ?? 'gegevens'}`);
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} en ${last}`;
}
