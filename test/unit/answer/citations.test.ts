import { describe, expect, test } from 'vitest';
import { AnswerFilter } from '../../../src/answer/answer-filter.ts';
import { CitationFilter } from '../../../src/answer/citations.ts';

function stream(filter: { push(text: string): string; end(): string }, chunks: readonly string[]): string {
  return chunks.map((chunk) => filter.push(chunk)).join('') + filter.end();
}

describe('references in a streamed answer', () => {
  test('are numbered in the order in which they appear', () => {
    const filter = new CitationFilter(5);
    expect(stream(filter, ['Een paspoort kost geld [4]. U haalt het zelf op [2]. Neem een foto mee [4].'])).toBe(
      'Een paspoort kost geld [1]. U haalt het zelf op [2]. Neem een foto mee [1].',
    );
    expect(filter.cited).toEqual([3, 1]);
  });

  test.each([
    ['Dat mag [1, 3].', 'Dat mag [1][2].'],
    ['Dat mag [bron 2].', 'Dat mag [1].'],
    ['Dat mag [1 en 2].', 'Dat mag [1][2].'],
    ['Dat mag [9].', 'Dat mag.'],
    ['Dat mag [0] wel [12345].', 'Dat mag wel [12345].'],
    ['Lijst [x] blijft, net als [', 'Lijst [x] blijft, net als ['],
  ])('%s becomes %s', (text, expected) => {
    expect(stream(new CitationFilter(3), [text])).toBe(expected);
  });

  test('come out the same however the text is cut', () => {
    const text = 'Eén zin [2]. Nog een [1, 2]  en [7] klaar [bron 3].\n\n- punt [3]';
    const whole = stream(new CitationFilter(3), [text]);
    for (let size = 1; size < text.length; size += 1) {
      const chunks = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
      expect(stream(new CitationFilter(3), chunks)).toBe(whole);
    }
  });

  test('are never shown in part', () => {
    const filter = new CitationFilter(3);
    expect(filter.push('Dat kost geld [')).toBe('Dat kost geld');
    expect(filter.push('3')).toBe('');
    expect(filter.push('].')).toBe(' [1].');
  });
});

describe('the word for "no answer"', () => {
  test('never comes out, however it is cut', () => {
    const text = 'GEEN_ANTWOORD';
    for (let size = 1; size <= text.length; size += 1) {
      const chunks = text.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
      expect(stream(new AnswerFilter(3), chunks)).toBe('');
    }
  });

  test('holds back nothing else', () => {
    const filter = new AnswerFilter(3);
    expect(filter.push('GEEN kosten')).toBe('GEEN kosten');
    expect(filter.push(' voor u. GE')).toBe(' voor u. ');
    expect(filter.push('LD terug')).toBe('GELD terug');
  });
});
