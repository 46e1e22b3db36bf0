import { cut } from '../cut.ts';

/** A turn as a summary tells of it. */
export interface SummedTurn {
  readonly outcome: string | undefined;
  /** Undefined after erasure. */
  readonly question: string | undefined;
  readonly titles: readonly string[];
}

/** A longer one nobody reads; the form takes no more either. */
export const MAX_SUMMARY = 4_000;
const MAX_QUESTION = 400;
const MAX_TITLES = 3;

/** What became of a question, by outcome; of all others nothing is said. */
const BECAME: Readonly<Record<string, string>> = {
  abstained: 'De balie vond geen antwoord.',
  'out-of-scope': 'De balie verwees naar een andere organisatie.',
  blocked: 'De balie heeft deze vraag niet beantwoord.',
  'handed-over': 'De balie verwees naar een persoon.',
  interrupted: 'Het antwoord is afgebroken.',
  failed: 'Er ging iets mis bij het antwoord.',
};

/** A conversation in plain text, for a person to read: the questions, and in which documents the answers stood. The last turns where it is long. */
export function summaryOf(turns: readonly SummedTurn[]): string {
  const parts = turns.map(({ question, outcome, titles }, index) => {
    const asked = question === undefined ? '(gewist)' : shortened(question.replaceAll(/\s+/g, ' ').trim());
    const sources = [...new Set(titles)].slice(0, MAX_TITLES);
    const became = (outcome && BECAME[outcome]) ?? (sources.length === 0 ? '' : `Antwoord uit: ${sources.join('; ')}.`);
    return [`Vraag ${index + 1}: ${asked}`, became].filter((line) => line !== '').join('\n');
  });
  while (parts.length > 1 && parts.join('\n\n').length > MAX_SUMMARY) parts.shift();
  return cut(parts.join('\n\n'), MAX_SUMMARY);
}

function shortened(text: string): string {
  return text.length <= MAX_QUESTION ? text : `${cut(text, MAX_QUESTION)} …`;
}
