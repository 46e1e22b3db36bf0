import type { Lack } from '../live/lacks.ts';

/** In Dutch, for who can do something about it. */
export function lackWords(lack: Lack): string {
  if (lack.kind === 'statement') return `“${lack.question.label}” is nog niet ingevuld${lack.assistant === undefined ? ' (de hele balie)' : ''}`;
  return lack.is === 'none' ? 'de antwoorden zijn nog niet getoetst' : 'de laatste toets is van andere teksten of een ander model';
}
