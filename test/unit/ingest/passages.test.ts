import { describe, expect, it } from 'vitest';
import { splitIntoPassages } from '../../../ingest/passages/split.ts';
import { passageSizes } from '../../../ingest/passages/sizes.ts';
import type { Section } from '../../../ingest/extract/types.ts';
import { dice, paragraph, section, sentence, words } from './passage-texts.ts';

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
    const target = seed % 2 === 0 ? max : Math.ceil(max / 2);
    const passages = splitIntoPassages(sections, { target, max });
    // Words that are too long by themselves are cut: compare the letters.
    expect(passages.map(({ text }) => text.replace(/^[^\n]* \[…\]\n/, '').replace(/\s/g, '')).join('')).toBe(
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
    const passages = splitIntoPassages([section(`${paragraph(1, 3)}\n\n${paragraph(4, 3)}`)], { target: 200, max: 200 });
    expect(passages.map(({ text }) => text)).toEqual([paragraph(1, 3), paragraph(4, 3)]);
  });

  it('splits a long table or list between rows, and a long sentence between words', () => {
    const rows = Array.from({ length: 9 }, (_, i) => `Dienst: nummer ${i}; Tarief: € ${i},00`);
    for (const { text } of splitIntoPassages([section(rows.join('\n'))], { target: 100, max: 100 })) {
      for (const line of text.split('\n')) expect(rows).toContain(line);
    }
    const long = Array.from({ length: 50 }, (_, i) => `woord${i}`).join(' ');
    expect(splitIntoPassages([section(long)], { target: 100, max: 100 }).flatMap(({ text }) => words(text))).toEqual(
      words(long),
    );
  });

  it('keeps an announced list with its announcement', () => {
    const text = `${paragraph(1, 3)}\n\nNeem dit mee:\n\n- een pasfoto\n- uw oude paspoort`;
    expect(splitIntoPassages([section(text)], { target: 190, max: 190 }).at(-1)?.text).toBe(
      'Neem dit mee:\n- een pasfoto\n- uw oude paspoort',
    );
  });

  const members = (count: number, size: number): string[] =>
    Array.from({ length: count }, (_, i) => `${i + 1}. ${paragraph(i, size)}`);

  it('keeps an article whole when it fits, whatever the marks between its members', () => {
    const headings = ['Hoofdstuk 2', 'Artikel 5 Voorrang'];
    for (const between of ['\n', '\n\n']) {
      const text = members(9, 3).join(between);
      expect(text.length).toBeGreaterThan(1_000);
      expect(splitIntoPassages([section(text, { headings })])).toEqual([{ headings, text }]);
    }
    // The same without an article above it is cut to the target, and so are paragraphs.
    expect(splitIntoPassages([section(members(9, 3).join('\n\n'), { headings: ['Kosten'] })]).length).toBe(2);
  });

  it('counts the headings that go with a passage', () => {
    const text = members(9, 3).join('\n');
    const headings = ['x'.repeat(900), 'Artikel 5'];
    const passages = splitIntoPassages([section(text, { headings })]);
    expect(passages.length).toBe(2);
    for (const passage of passages) expect(passage.text.length).toBeLessThanOrEqual(900);
  });

  it('cuts a larger article between members, and keeps each with its parts', () => {
    const parts = ['a', 'b', 'c'].map((letter) => `${letter}. ${paragraph(1, 3)}`);
    const text = [...members(3, 12), `4. Het college weigert als:\n${parts.join('\n')}`, '5. Slot.'].join('\n');
    const passages = splitIntoPassages([section(text, { headings: ['Artikel 5'] })]).map((passage) => passage.text);
    expect(passages.length).toBeGreaterThan(2);
    for (const passage of passages) expect(passage).toMatch(/^\d\. /);
    expect(passages.at(-1)).toContain(`\n4. Het college weigert als:\n${parts.join('\n')}\n5. Slot.`);
  });

  it('says again what a list is about where it goes on in the next passage', () => {
    const items = Array.from({ length: 26 }, (_, i) => `${String.fromCharCode(97 + i)}. begrip ${i}: ${sentence(i)}`);
    const text = `In deze wet wordt verstaan onder:\n${items.join('\n')}`;
    const [first, ...rest] = splitIntoPassages([section(text, { headings: ['Artikel 1'] })], { max: 900 });
    expect(first?.text).toMatch(/^In deze wet wordt verstaan onder:\na\. /);
    expect(rest.length).toBeGreaterThan(0);
    for (const passage of rest) expect(passage.text).toMatch(/^In deze wet wordt verstaan onder: \[…\]\n[a-z]\. begrip/);
  });

  it('does not take a label in the margin for the announcement of what comes after it', () => {
    const items = Array.from({ length: 26 }, (_, i) => `${i + 1}. begrip ${i}: ${paragraph(i, 3)}`);
    const text = `Hierin is:\n${items.slice(0, 9).join('\n')}\n\nDatum:\n\n18-12-2024\n\nNummer:\n${items.slice(9).join('\n')}\n\n${paragraph(1, 12)}`;
    const found = splitIntoPassages([section(text, { headings: ['Artikel 1'] })]).map((passage) => passage.text);
    expect(found.filter((passage) => passage.startsWith('Hierin is: […]\n')).length).toBeGreaterThan(3);
    expect(found.join('\n')).not.toMatch(/(?:Nummer|Datum): \[…\]|\[…\]\n(?!\d)/);
    expect(found.join('').replace(/Hierin is: \[…\]\n/g, '').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });

  it('does not leave the last words of an article alone', () => {
    const text = [...members(8, 5), '9. Slot.'].join('\n');
    expect(text.length).toBeGreaterThan(1_800);
    for (const passage of splitIntoPassages([section(text, { headings: ['Artikel 1'] })]))
      expect(passage.text.length).toBeGreaterThan(250);
  });

  it('does not cut a list in two that fits, nor leaves its announcement behind', () => {
    const list = `Neem dit mee:\n${Array.from({ length: 20 }, (_, i) => `- ${sentence(i)}`).join('\n')}`;
    const passages = splitIntoPassages([section(`${paragraph(1, 10)}\n\n${list}\n\n${paragraph(1, 2)}`)]);
    expect(passages.map(({ text }) => text)).toContain(list);
  });

  it('keeps a table in one passage up to the target', () => {
    const rows = Array.from({ length: 12 }, (_, i) => `Dienst: nummer ${i}; Tarief: € ${i},00 per keer`).join('\n');
    const passages = splitIntoPassages([section(`${paragraph(1, 13)}\n\n${rows}`)]);
    expect(passages.map(({ text }) => text)).toEqual([paragraph(1, 13), rows]);
  });

  it.each([{ target: 10 }, { target: 100.5 }, { max: 10 }, { target: 500, max: 400 }])('refuses sizes like %j', (sizes) => {
    expect(() => splitIntoPassages([section('a')], sizes)).toThrow(RangeError);
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

  it.each(['a', 'a ', 'a. ', 'a\n', '. ', '\n\n', 'A. B', '😀', ' ', 'a:\n', 'x:\n\na. ', '1. a:\na. b:\n'])(
    'is done in linear time with a megabyte of %j',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      const passages = [[], ['Artikel 1']].flatMap((headings) => splitIntoPassages([section(text, { headings })]));
      expect(passages.every(({ text }) => text.length <= passageSizes.max)).toBe(true);
    },
    // Anything more than linear takes hours.
    120_000,
  );
});
