import type { Detected } from '../language/detect.ts';
import { numbersOf } from './numbers.ts';

/** Why a model's Dutch of a question is not taken. */
type QuestionFault = 'empty' | 'length' | 'numbers' | 'markup' | 'language' | 'attack';

/** Dutch is some longer than English, and much longer than Arabic or Turkish. */
const MAX_LENGTH = 2.2;
const ROOM = 60;

interface Judges {
  readonly detect: (text: string) => Detected;
  /** Whether a text tries to lead a model astray. */
  readonly isAttack: (text: string) => boolean;
}

/**
 * Whether a text can be the Dutch of a question. An answer is longer, and has amounts and terms that the question has not; an order to the
 * desk is an attack in Dutch as well.
 * @returns why it cannot; undefined when it can.
 */
export function questionFault(dutch: string, question: string, { detect, isAttack }: Judges): QuestionFault | undefined {
  if (!/\p{L}{2}/u.test(dutch)) return 'empty';
  if (dutch.length > question.length * MAX_LENGTH + ROOM) return 'length';
  if (/[[\]<>{}`|]|https?:/.test(dutch)) return 'markup';
  const asked = numbersOf(question);
  if (numbersOf(dutch).some((number) => !asked.includes(number))) return 'numbers';
  if (detect(dutch).code !== 'nl') return 'language';
  return isAttack(dutch) ? 'attack' : undefined;
}
