import { expect, test } from 'vitest';
import type { Passage } from '../../../src/answer/ports.ts';
import { excerpt } from '../../../src/answer/answering/quote.ts';
import { BalieError } from '../../../src/errors.ts';
import { passage } from '../../support/passages.ts';
import { setUp } from './set-up.ts';

// oxlint-disable-next-line require-yield -- a host that fails at once
const away = async function* () { throw new BalieError('model-unavailable'); };

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

test('of what comes as near, another document is quoted too', async () => {
  const own = [1, 2, 3].map((ordinal) => passage({ ordinal, score: 10 }));
  const near = passage({ documentId: 'ander', title: 'Paspoort kwijt', score: 9 });
  const far = passage({ documentId: 'ver', title: 'Hondenbelasting', score: 6 });
  const titles = async (passages: Passage[]) => {
    const done = (await setUp({ passages, chat: away }).run()).at(-1);
    return done?.type === 'done' ? done.turn.sources.map(({ title }) => title) : [];
  };
  expect(await titles([...own, near])).toEqual(['Paspoort aanvragen', 'Paspoort aanvragen', 'Paspoort kwijt']);
  expect(await titles([...own, far])).toEqual(['Paspoort aanvragen', 'Paspoort aanvragen', 'Paspoort aanvragen']);
});

test('a table is quoted whole where it fits, also when a longer text follows it', () => {
  const table = ['A', 'B', 'C'].map((zone) => `Zone: ${zone}: een wijk; Eerste vergunning: € 96,00; Tweede vergunning: € 192,00`).join('\n');
  const after = 'Begint uw vergunning later in het jaar? Dan betaalt u alleen voor de maanden die nog komen. Een mantelzorger kan een vergunning krijgen. '.repeat(3);
  expect(excerpt(`${table}\n\n${after}`, 'wat kost een vergunning in zone')).toContain(table);
});

test('a table that is too long to be quoted whole says that it goes on', () => {
  const row = (zone: number) => `Zone: ${zone}: een wijk met veel straten; Eerste vergunning: € 96,00; Tweede vergunning: € 192,00`;
  const week = Array.from({ length: 8 }, (_, zone) => row(zone)).join('\n');
  expect(excerpt(week, 'wat kost een vergunning')).toBe(week);
  const city = Array.from({ length: 20 }, (_, zone) => row(zone)).join('\n');
  expect(excerpt(city, 'wat kost een vergunning')).toMatch(/^Zone: \d+[^…]+\n…$/);
});

test('what is quoted to a follow-up is what it continues', async () => {
  const turn = setUp({
    passages: [passage({ text: long })],
    earlier: ['wat kost een paspoort voor volwassenen?'],
    question: 'en wat kost dat?',
    chat: away,
  });
  expect(JSON.stringify((await turn.run('gesprek')).at(-1))).toContain('€ 83,90');
});
