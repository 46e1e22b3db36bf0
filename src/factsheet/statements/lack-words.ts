import type { Lack } from '../live/lacks.ts';

const EVALUATION = {
  'none': 'de antwoorden zijn nog niet getoetst',
  'no-model': 'bij de laatste toets antwoordde geen model',
  'other-model': 'de laatste toets is van een ander model',
  'other-prompts': 'de laatste toets is van andere teksten',
  'unknown-prompts': 'van de laatste toets is niet bekend van welke teksten zij was',
  'few-cases': 'de laatste toets is van minder dan 10 vragen',
} as const satisfies Record<Extract<Lack, { kind: 'evaluation' }>['is'], string>;

/** In Dutch, for who can do something about it. */
export function lackWords(lack: Lack): string {
  if (lack.kind === 'statement') return `“${lack.question.label}” is nog niet ingevuld${lack.assistant === undefined ? ' (de hele balie)' : ''}`;
  return EVALUATION[lack.is];
}
