import { carrier } from '../carry.ts';
import type { TurnContext } from '../context.ts';
import { piecesOf } from '../language/pieces.ts';

/**
 * Whether each sentence of a text is carried by one of the passages that the sentence before it refers to: the check that the first answer
 * went through. What the sentence before it says was carried by them already.
 */
export function isCarried(text: string, { text: before, references }: { readonly text: string; readonly references: string }, { passages, cited }: TurnContext): boolean {
  const named = cited.flatMap((index, position) => {
    const passage = passages[index];
    return references.includes(`[${position + 1}]`) && passage !== undefined ? [passage] : [];
  });
  const among = (named.length > 0 ? named : passages).map((passage) => ({ ...passage, text: `${passage.text}\n${before}` }));
  return piecesOf(text).every((piece) => piece.type === 'kept' || carrier(piece.text, among) !== undefined);
}
