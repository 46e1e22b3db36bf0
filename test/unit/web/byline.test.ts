import { describe, expect, test } from 'vitest';
import { answerTree, bylineOf } from '../../../src/web/markup/turn.ts';

const atWork = { phone: '', phoneHours: '', website: 'https://www.lindewaarde.example', speaker: 'Collega' };
const atDesk = { phone: '14 000', phoneHours: 'elke dag', website: 'https://www.lindewaarde.example' };
const turn = { id: '1', question: 'Wat?', outcome: 'abstained', answer: 'Dat weet ik niet.', sources: [] } as const;
const textOf = (about: typeof atDesk) => JSON.stringify(answerTree(turn, 1, about));

describe('whose answer it is', () => {
  test.each([
    [atWork, undefined, true, 'Antwoord van Collega (AI)'],
    [atWork, 'nl', false, 'Antwoord van Collega'],
    [atWork, 'en', true, 'Answer from the digital desk (AI)'],
    [atDesk, undefined, true, 'Antwoord van de digitale balie (AI)'],
  ])('%o in %s, by AI: %s', (about, language, isByAi, words) => {
    expect(bylineOf(about, language, isByAi)).toBe(words);
  });

  test('who works there is not sent to the number for residents', () => {
    expect(textOf(atWork)).toContain('Antwoord van Collega');
    expect(textOf(atWork)).not.toContain('helpt u graag verder');
    expect(textOf(atDesk)).toMatch(/helpt u graag verder.*14 000/);
  });
});
