import { describe, expect, it } from 'vitest';
import { splitIntoPassages } from '../../../ingest/passages.ts';
import { passageSizes } from '../../../ingest/passages/sizes.ts';
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

/** A random document in the shape of real ones: articles with members and parts, announced lists, tables, paragraphs. */
function randomDocument(seed: number) {
  const roll = dice(seed);
  let count = 0;
  const text = (most: number): string => Array.from({ length: 1 + roll(most) }, () => `Woord${(count += 1)} gaat over leges en vergunningen.`).join(' ');
  const list = (mark: (n: number) => string, most: number, size: number): string[] =>
    Array.from({ length: 2 + roll(most) }, (_, n) => `${mark(n)} ${text(size)}`);
  const letters = (n: number): string => `${'abcdefghijklmnopqrstuvwxyz'.charAt(n)}.`;
  const article = (): string =>
    Array.from({ length: 1 + roll(8) }, (_, n) => {
      const parts = roll(3) === 0 ? [':', ...list(letters, 6, 2).map((part) => `\n${part}`)].join('') : '.';
      return `${n + 1}. ${text(3)} Lid${(count += 1)}${parts}`;
    }).join('\n');
  const announced = (): string => `U hebt nodig voor zaak${(count += 1)}:\n${list(() => '-', 30, 2).join('\n')}`;
  const table = (): string => Array.from({ length: 2 + roll(40) }, () => `Dienst: ${(count += 1)}; Tarief: € ${count},00; Grond: artikel ${roll(99)}`).join('\n');
  return Array.from({ length: 1 + roll(12) }, (_, n): Section => {
    const isArticle = roll(3) === 0;
    const headings = isArticle ? ['Hoofdstuk 1', `Artikel ${n + 1}`] : ['Deel', `Kop ${roll(9)}`].slice(0, roll(3));
    const body = isArticle ? article() : Array.from({ length: 1 + roll(4) }, () => [announced, table, () => text(9)][roll(3)]?.() ?? '').join('\n\n');
    return { headings, text: body };
  });
}

describe('splitIntoPassages of structured documents', () => {
  it.each(Array.from({ length: 80 }, (_, seed) => seed))('keeps all, once, in order, within bounds and by structure (%i)', (seed) => {
    const sections = randomDocument(seed);
    const passages = splitIntoPassages(sections);
    const own = passages.map((passage) => ({ ...passage, text: passage.text.replace(/^[^\n]* \[…\]\n/, '') }));
    const flat = (texts: readonly string[]): string[] => texts.flatMap(words);
    expect(flat(own.map((passage) => passage.text))).toEqual(flat(sections.map((part) => part.text)));
    for (const { headings, text } of passages) expect([...headings, text].join('\n').length).toBeLessThanOrEqual(passageSizes.max);
    for (const { headings, text } of own) {
      const from = sections.filter((part) => part.headings.join() === headings.join());
      // Lines of tables, lists and members are never cut: each is shorter than a passage.
      for (const line of text.split('\n').filter((one) => /^(?:Dienst:|-|\d+\.|[a-z]\.) /.test(one))) expect(from.some((part) => `\n${part.text}\n`.includes(`\n${line}\n`))).toBe(true);
      // What announces a list is followed by the first of it.
      expect(text).not.toMatch(/:$/);
    }
    for (const { headings, text } of sections) {
      const isShort = [...headings, text].join('\n').length <= passageSizes.max;
      if (headings[1]?.startsWith('Artikel') === true && isShort) expect(passages.map((passage) => passage.text)).toContain(text);
      const tables = text.split('\n\n').filter((block) => block.startsWith('Dienst:') && block.length <= passageSizes.target - 40);
      for (const rows of tables) expect(own.some((passage) => passage.text.includes(rows))).toBe(true);
      const lists = text.split('\n\n').filter((block) => block.startsWith('U hebt nodig') && block.length <= passageSizes.max - 40);
      for (const items of lists) expect(own.some((passage) => passage.text.includes(items))).toBe(true);
    }
  });

  it('cuts a longer article only between its members', () => {
    const member = (n: number): string => `${n}. ${paragraph(n * 100, 9)}`;
    const passages = splitIntoPassages([section(Array.from({ length: 9 }, (_, i) => member(i + 1)).join('\n'), { headings: ['Artikel 4'] })]);
    expect(passages.length).toBeGreaterThan(2);
    for (const { text, headings } of passages) {
      expect(headings).toEqual(['Artikel 4']);
      expect(text).toMatch(/^\d\. Zin[^\n]*\.(?:\n\d\. Zin[^\n]*\.)*$/);
    }
  });
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
