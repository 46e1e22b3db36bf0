import { describe, expect, test } from 'vitest';
import { passage } from '../../../support/passages.ts';
import { judged } from './gate-of.ts';

const passages = [
  passage({
    title: 'Bijzondere bijstand',
    headings: [],
    text: 'Hebt u hoge kosten die u niet zelf kunt betalen? Dan kunt u bijzondere bijstand krijgen. U hoeft daarvoor geen uitkering te hebben.',
  }),
  passage({ title: 'Zwembad', headings: ['Kosten'], text: 'Bent u jonger dan 4 jaar? Dan is een kaartje gratis. Bent u ouder dan 65 jaar? Dan kost een kaartje € 3,00. Soms is het bad dicht. Dan krijgt u uw geld terug.' }),
];
const shown = (text: string) => judged(passages, text).shown;

describe('a sentence that hangs on what stands before it', () => {
  test('is given what its source has before it, where the model left that out', () => {
    expect(shown('Dan kunt u bijzondere bijstand krijgen [1].')).toBe('Hebt u hoge kosten die u niet zelf kunt betalen? Dan kunt u bijzondere bijstand krijgen [1].');
    expect(shown('Dan kost een kaartje € 3,00 [2].')).toBe('Bent u ouder dan 65 jaar? Dan kost een kaartje € 3,00 [1].');
    expect(shown('Dan krijgt u uw geld terug [2].')).toBe('Soms is het bad dicht. Dan krijgt u uw geld terug [1].');
  });

  test('in other words too', () => {
    expect(shown('Dan kunt u de bijzondere bijstand krijgen [1].')).toBe('Hebt u hoge kosten die u niet zelf kunt betalen? Dan kunt u de bijzondere bijstand krijgen [1].');
  });

  test('stands behind another claim as behind none', () => {
    expect(shown('Een kaartje kost € 3,00 als u ouder dan 65 jaar bent. Dan is een kaartje gratis [2].')).toContain('Bent u jonger dan 4 jaar? Dan is een kaartje gratis');
  });

  test('stays as it is where the model says it itself', () => {
    expect(shown('Hebt u hoge kosten die u niet zelf kunt betalen? Dan kunt u bijzondere bijstand krijgen [1].')).toBe('Hebt u hoge kosten die u niet zelf kunt betalen? Dan kunt u bijzondere bijstand krijgen [1].');
    expect(shown('Soms is het bad dicht. Dan krijgt u uw geld terug.')).toBe('Soms is het bad dicht. [1] Dan krijgt u uw geld terug. [1]');
  });

  test('is dropped where what it hung on was, and the source has nothing for it', () => {
    const plain = [passage({ title: 'Zwembad', headings: [], text: 'Een kaartje is gratis voor een kind dat een pas heeft.' })];
    const { shown: given, reasons } = judged(plain, 'Een kaartje kost € 99. Dan is een kaartje gratis [1].');
    expect(given).toBe('');
    expect(reasons).toContain('condition');
  });
});
