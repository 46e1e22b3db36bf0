import { describe, expect, it } from 'vitest';
import { splitIntoPassages } from '../../../ingest/passages.ts';
import { splitSentences } from '../../../ingest/sentences.ts';
import type { Section } from '../../../ingest/extract/types.ts';

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const section = (text: string, more: Partial<Section> = {}): Section => ({ headings: [], text, ...more });
const sentence = (n: number): string => `Zin nummer ${n} van deze tekst is er om te tellen.`;
const paragraph = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => sentence(from + i)).join(' ');

/** Repeatable "random" numbers, so that a failure can be seen again. */
function dice(seed: number) {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function randomSections(seed: number): Section[] {
  const roll = dice(seed);
  const word = (): string =>
    (roll(40) === 0 ? 'x'.repeat(roll(300)) + '😀'.repeat(roll(200)) : 'abcdefghij'.slice(0, 1 + roll(9))) +
    ['', '', '', '.', ',', ':', ';', '?'][roll(8)];
  const text = (): string =>
    Array.from({ length: roll(400) }, () => word() + [' ', ' ', ' ', ' ', '\n', '\n\n', '  \n \n'][roll(7)]).join('');
  return Array.from({ length: 1 + roll(8) }, () => ({
    headings: ['H', 'Artikel 3'].slice(roll(3)),
    text: text(),
    ...(roll(2) === 0 && { page: 1 + roll(3) }),
  }));
}

describe('splitIntoPassages', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('loses no word, keeps the order and the size (%i)', (seed) => {
    const sections = randomSections(seed);
    const max = 40 + (seed % 5) * 200;
    const passages = splitIntoPassages(sections, { maxCharacters: max });
    // Words that are too long by themselves are cut: compare the letters.
    expect(passages.map(({ text }) => text.replace(/\s/g, '')).join('')).toBe(
      sections.map(({ text }) => text.replace(/\s/g, '')).join(''),
    );
    const short = (all: readonly string[]) => all.filter((word) => word.length <= 9);
    expect(short(passages.flatMap(({ text }) => words(text)))).toEqual(
      expect.arrayContaining(short(sections.flatMap(({ text }) => words(text)))),
    );
    for (const { text } of passages) {
      expect(text.length).toBeLessThanOrEqual(max);
      expect(text).toBe(text.trim());
      expect(text).not.toBe('');
      expect(text.isWellFormed()).toBe(true);
    }
  });

  it('joins what fits under one heading and parts what stands under another', () => {
    const sections = [
      section('Een.', { headings: ['A'] }),
      section('Twee.', { headings: ['A'] }),
      section('Drie.', { headings: ['A', 'B'] }),
    ];
    expect(splitIntoPassages(sections)).toEqual([
      { headings: ['A'], text: 'Een.\n\nTwee.' },
      { headings: ['A', 'B'], text: 'Drie.' },
    ]);
  });

  it('splits between paragraphs before it splits between sentences', () => {
    const passages = splitIntoPassages([section(`${paragraph(1, 3)}\n\n${paragraph(4, 3)}`)], { maxCharacters: 200 });
    expect(passages.map(({ text }) => text)).toEqual([paragraph(1, 3), paragraph(4, 3)]);
  });

  it('splits a long table or list between rows, and a long sentence between words', () => {
    const rows = Array.from({ length: 9 }, (_, i) => `Dienst: nummer ${i}; Tarief: € ${i},00`);
    for (const { text } of splitIntoPassages([section(rows.join('\n'))], { maxCharacters: 100 })) {
      for (const line of text.split('\n')) expect(rows).toContain(line);
    }
    const long = Array.from({ length: 50 }, (_, i) => `woord${i}`).join(' ');
    expect(splitIntoPassages([section(long)], { maxCharacters: 100 }).flatMap(({ text }) => words(text))).toEqual(
      words(long),
    );
  });

  it('keeps an announced list with its announcement', () => {
    const text = `${paragraph(1, 3)}\n\nNeem dit mee:\n\n- een pasfoto\n- uw oude paspoort`;
    expect(splitIntoPassages([section(text)], { maxCharacters: 190 }).at(-1)?.text).toBe(
      'Neem dit mee:\n- een pasfoto\n- uw oude paspoort',
    );
  });

  it('parts text at pages, unless it runs on or is one article', () => {
    const pages = (first: string, second: string, headings: string[] = []) =>
      splitIntoPassages([section(first, { page: 1, headings }), section(second, { page: 2, headings })]);
    expect(pages('Klaar.', 'Nieuw.')).toEqual([
      { page: 1, headings: [], text: 'Klaar.' },
      { page: 2, headings: [], text: 'Nieuw.' },
    ]);
    expect(pages('De zin loopt', 'door op de pagina.')).toEqual([
      { page: 1, headings: [], text: 'De zin loopt door op de pagina.' },
    ]);
    expect(pages('1. Eerste lid.', '2. Tweede lid.', ['Artikel 4 Kosten'])).toEqual([
      { page: 1, headings: ['Artikel 4 Kosten'], text: '1. Eerste lid.\n\n2. Tweede lid.' },
    ]);
  });

  it('cleans what it is given', () => {
    expect(splitIntoPassages([section('a\u0000 \u00a0b\ud800\n\n\n \n'), section(' \n\u200b')])).toEqual([
      { headings: [], text: 'a b' },
    ]);
  });

  it.each(['a', 'a ', 'a. ', 'a\n', '. ', '\n\n', 'A. B', '😀', ' '])(
    'is done in linear time with a megabyte of %j',
    (piece) => {
      const start = performance.now();
      const passages = splitIntoPassages([section(piece.repeat(1_000_000 / piece.length))]);
      expect(performance.now() - start).toBeLessThan(5_000);
      expect(passages.every(({ text }) => text.length <= 900)).toBe(true);
    },
  );
});

describe('splitSentences', () => {
  it('does not stop at the points of short forms, initials and numbers', () => {
    const line =
      'Zie art. 3 van de wet, o.a. Bijlage 2. Vraag het dhr. A.J. Verhulst (tel. 14 000). Het kost € 3.50. Klaar?! Ja.';
    expect(splitSentences(line)).toEqual([
      'Zie art. 3 van de wet, o.a. Bijlage 2.',
      'Vraag het dhr. A.J. Verhulst (tel. 14 000).',
      'Het kost € 3.50.',
      'Klaar?!',
      'Ja.',
    ]);
  });
});
