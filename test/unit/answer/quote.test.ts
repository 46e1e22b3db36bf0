import { expect, test } from 'vitest';
import { excerpt } from '../../../src/answer/quote.ts';

const long = [
  'Het stadhuis ligt aan het plein. U kunt er met de bus komen en er zijn fietsenrekken voor de deur.',
  'Een paspoort voor volwassenen kost € 83,90. U betaalt bij de balie met uw pinpas.',
  'Het paspoort is tien jaar geldig. Voor kinderen is dat vijf jaar.',
  ...Array.from({ length: 12 }, (_, index) => `Dit is opvulzin nummer ${index} over het onderhoud van bermen en sloten.`),
].join('\n');

test('an excerpt is a literal piece of the text around what was asked', () => {
  const piece = excerpt(long, 'wat kost een paspoort voor volwassenen');
  expect(long).toContain(piece);
  expect(piece).toContain('€ 83,90');
  expect(piece.length).toBeLessThanOrEqual(420);
});

test('an excerpt begins where a line or a sentence begins, never inside a time, an amount or an address', () => {
  const rows = [
    'Dag: Vrijdag; Tijd: 9.00 - 17.00 uur; Prijs in 2026: € 1.165,00',
    'Dag: Zaterdag; Tijd: 10.00 - 12.00 uur; Prijs in 2026: € 2.912,00',
    'Kijk op https://www.lindewaarde.example/trouwen. Of bel ons. Een afspraak maken kan ook online!',
    'Zondag trouwt u niet in het stadhuis.',
  ];
  const many = Array.from({ length: 6 }, () => rows).flat().join('\n');
  for (const question of ['prijs zaterdag', 'trouwen vrijdag tijd', 'lindewaarde example', 'zondag stadhuis', 'online']) {
    const piece = excerpt(many, question);
    const at = many.indexOf(piece);
    expect(at, piece).toBeGreaterThanOrEqual(0);
    expect(at === 0 || /(?:\n|[.!?]\s+)$/.test(many.slice(0, at)), piece).toBe(true);
  }
});

test('a short text is quoted whole', () => {
  expect(excerpt('Kort.', 'iets anders')).toBe('Kort.');
});

test('a text without any sentence is cut at a word', () => {
  const piece = excerpt('woord '.repeat(400), 'woord');
  expect(piece.length).toBeLessThanOrEqual(424);
  expect(piece).toMatch(/woord …$/);
});
