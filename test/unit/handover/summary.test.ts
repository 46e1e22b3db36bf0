import { describe, expect, test } from 'vitest';
import { MAX_SUMMARY, summaryOf } from '../../../src/handover/summary.ts';

const turn = (question: string | undefined, titles: readonly string[] = [], outcome = 'answered') => ({ question, titles, outcome });

describe('the summary of a conversation', () => {
  test('has each question with what became of it, and each document once', () => {
    const turns = [turn('Wat kost\n een paspoort?', ['Paspoort', 'Paspoort', 'Leges']), turn('En een hond?', [], 'abstained'), turn(undefined)];
    expect(summaryOf(turns)).toBe('Vraag 1: Wat kost een paspoort?\nAntwoord uit: Paspoort; Leges.\n\nVraag 2: En een hond?\nDe balie vond geen antwoord.\n\nVraag 3: (gewist)');
  });

  test('is of the last questions where it is long, and never longer than the form takes', () => {
    const long = summaryOf(Array.from({ length: 20 }, (_, n) => turn(`${n} ${'lang '.repeat(100)}`)));
    expect(long.length).toBeLessThanOrEqual(MAX_SUMMARY);
    expect(long).toMatch(/^Vraag 1[2-3]: /);
    expect(long).toContain('Vraag 20: ');
    expect(summaryOf([turn('Waar?', ['T'.repeat(MAX_SUMMARY)])])).toHaveLength(MAX_SUMMARY);
  });
});
