import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../../src/workplace/whole/versions/align.ts';
import { fileOf } from '../../support/whole-files.ts';

const old = fileOf('oud', [
  [1, 'Deze regeling gaat over parkeren.\nZij geldt voor bewoners.', 'Artikel 1'],
  [2, 'De vergunning kost 50 euro.\nBetalen kan per maand.', 'Artikel 2'],
  [3, 'Wie te laat betaalt, krijgt een boete.', 'Artikel 3'],
]);

describe('two versions', () => {
  test('that differ in spaces, capitals and where passages end are the same', () => {
    const same = fileOf('nieuw', [
      [1, 'Deze  regeling gaat over parkeren.', 'Artikel 1'],
      [1, 'zij geldt voor bewoners.', 'Artikel 1'],
      ...old.passages.slice(1).map(({ text, headings }): [number, string, ...string[]] => [9, text, ...headings]),
    ]);
    expect(changesBetween(old, same)).toEqual({ changes: [], unchanged: 5 });
  });

  test('differ in what was changed, what is new and what has gone, each under its heading and with both pages', () => {
    const now = fileOf('nieuw', [
      [1, 'Deze regeling gaat over parkeren.\nZij geldt voor bewoners.', 'Artikel 1'],
      [4, 'De vergunning kost 65 euro.\nBetalen kan per maand.', 'Artikel 2'],
      [5, 'De regeling heet Parkeerregeling.', 'Artikel 4'],
    ]);
    const { changes, unchanged } = changesBetween(old, now);
    const seen = changes.map(({ heading, before, after }) => [heading, before.map(({ text, passage }) => [passage.page, text]), after.map(({ text, passage }) => [passage.page, text])]);
    expect(seen).toEqual([
      ['Artikel 2', [[2, 'De vergunning kost 50 euro.']], [[4, 'De vergunning kost 65 euro.']]],
      ['Artikel 4', [], [[5, 'De regeling heet Parkeerregeling.']]],
      ['Artikel 3', [[3, 'Wie te laat betaalt, krijgt een boete.']], []],
    ]);
    expect(unchanged).toBe(3);
  });

  test('of more lines than any document has are compared by passage, in bounded time', () => {
    const numbers = (word: string) => fileOf(word, Array.from({ length: 150 }, (_, at): [number, string] => [at + 1, Array.from({ length: 300 }, (_line, line) => `${at % 7 === 0 ? word : ''}${line}`).join('\n')]));
    const began = performance.now();
    const { changes, unchanged } = changesBetween(numbers('oud'), numbers('nieuw'));
    expect(unchanged).toBe(128);
    expect(changes).toHaveLength(22);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('that have nothing in common are held against each other heading by heading, in bounded time', () => {
    const many = (word: string) => fileOf(word, Array.from({ length: 6_000 }, (_, at): [number, string, string] => [at + 1, `${word} ${at}`, `Deel ${at % 3}`]));
    const began = performance.now();
    const { changes, unchanged } = changesBetween(many('oud'), many('nieuw'));
    expect(unchanged).toBe(0);
    expect(changes.flatMap(({ after }) => after)).toHaveLength(6_000);
    expect(changes.flatMap(({ before }) => before)).toHaveLength(6_000);
    expect(Math.max(...changes.map(({ after }) => after.reduce((sum, { text }) => sum + text.length, 0)))).toBeLessThan(4_000);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
