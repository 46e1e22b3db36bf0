import { describe, expect, it } from 'vitest';
import { splitIntoPassages } from '../../../ingest/passages/split.ts';
import { passageSizes } from '../../../ingest/passages/sizes.ts';
import { splitSentences } from '../../../ingest/passages/sentences.ts';
import type { Section } from '../../../ingest/extract/types.ts';
import { dice, paragraph, section, words } from './passage-texts.ts';

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
