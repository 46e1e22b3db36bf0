import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readWordGroups, synonymsOf } from '../../../src/knowledge/words/word-groups.ts';

const groupsOf = (text: string) => readWordGroups(text).groups;
const problemsOf = (text: string) => readWordGroups(text).faults;
const meantBy = (word: string, lists: string) => [...(synonymsOf(groupsOf(lists)).get(word) ?? [])];

describe('readWordGroups', () => {
  it('reads words and phrases, in two ways and in one', () => {
    expect(readWordGroups('# Afval\n\nafval, vuilnis\ngejat , gepikt> diefstal # wie dit vraagt\n')).toEqual({
      groups: [
        { line: 3, asked: ['afval', 'vuilnis'] },
        { line: 4, asked: ['gejat', 'gepikt'], meant: ['diefstal'] },
      ],
      faults: [],
    });
  });

  it('keeps the words of a phrase, with one space between them', () => {
    expect(groupsOf('wmo, wet  maatschappelijke\u{A0}ondersteuning')[0]?.asked).toEqual(['wmo', 'wet maatschappelijke ondersteuning']);
  });

  it('makes capitals small and joins loose accents, also to see that two words are one', () => {
    expect(groupsOf('DigiD, Cafe\u{301}')[0]?.asked).toEqual(['digid', 'café']);
    expect(problemsOf('Cafe\u{301}, caf\u{E9}')).toEqual([{ line: 1, problem: 'word-twice' }]);
  });

  it('reads files from Windows, with a byte order mark', () => {
    expect(groupsOf('\u{FEFF}afval, vuilnis\r\nozb, onroerendezaakbelasting\r\n').map((group) => [group.line, ...group.asked])).toEqual([
      [1, 'afval', 'vuilnis'],
      [2, 'ozb', 'onroerendezaakbelasting'],
    ]);
  });

  it.each([
    ['an empty word', 'afval,, vuilnis', 'empty-word'],
    ['a comma at the end', 'afval, vuilnis,', 'empty-word'],
    ['a word without a letter or number', 'afval, -', 'empty-word'],
    ['nothing before the arrow', '> diefstal', 'empty-word'],
    ['nothing after the arrow', 'gejat >', 'empty-word'],
    ['one word', 'afval', 'only-one-word'],
    ['a word twice', 'afval, vuilnis, Afval', 'word-twice'],
    ['a word on both sides', 'gejat > diefstal, gejat', 'word-twice'],
    ['two arrows', 'gejat > gestolen > diefstal', 'two-arrows'],
    ['a long word', `afval, ${'a'.repeat(201)}`, 'word-too-long'],
    ['a phrase of more words than are sought', `afval, ${'een '.repeat(9)}`, 'phrase-too-long'],
    ['a word that is a phrase by its hyphens', 'blijf-van-mijn-lijf-huis voor de stad > opvang', 'phrase-too-long'],
    ['too many words', Array.from({ length: 14 }, (_, index) => `woord${index}`).join(','), 'too-many-words'],
    ['too many words on two sides', `${'abcdefg'.split('').join(',')} > ${'hijklmn'.split('').join(',')}`, 'too-many-words'],
    ['a NUL', 'afval, vuil\0nis', 'control-character'],
    ['a tab inside a phrase', 'afval, grof\tvuil', 'control-character'],
    ['an invisible character', 'afval, vuil\u{200B}nis', 'control-character'],
    ['a turned direction of writing', 'afval, \u{202E}sinliuv', 'control-character'],
    ['a line separator', 'afval, vuil\u{2028}nis', 'control-character'],
    ['half a surrogate pair', 'afval, vuil\u{D800}nis', 'control-character'],
  ])('reports %s with its line, and goes on', (_what, line, problem) => {
    const { groups, faults } = readWordGroups(`# kop\n${line}\nhond, hondje`);
    expect(faults).toEqual([{ line: 2, problem }]);
    expect(groups).toEqual([{ line: 3, asked: ['hond', 'hondje'] }]);
  });

  it('takes what is just within the limits', () => {
    const long = 'a'.repeat(200);
    const many = Array.from({ length: 13 }, (_, index) => `woord${index}`).join(',');
    const sought = 'een woord van acht woorden dat is goed';
    const lines = `afval, ${long}\n${many}\n${sought}, blijf-van-mijn-lijfhuis\nafval > ${'een '.repeat(9)}`;
    expect(groupsOf(lines).map((group) => group.asked.length)).toEqual([2, 13, 2, 1]);
  });

  it('reads 5,000 lines and says that there are more', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => `a${index}, b${index}`).join('\n');
    expect(readWordGroups(`${lines(5000)}\n\n`)).toMatchObject({ groups: { length: 5000 }, faults: [] });
    for (const text of [lines(5001), `${lines(5000)}\n\nafval, vuilnis`]) {
      const { groups, faults } = readWordGroups(text);
      expect(groups).toHaveLength(5000);
      expect(faults).toEqual([{ line: 5001, problem: 'too-many-lines' }]);
    }
  });

  it('finds nothing in an empty file', () => {
    expect(readWordGroups('')).toEqual({ groups: [], faults: [] });
  });
});

describe('synonymsOf', () => {
  it('gives all others of a group', () => {
    expect(meantBy('vuilnis', 'afval, vuilnis, huisvuil')).toEqual(['afval', 'huisvuil']);
  });

  it('goes one way over an arrow', () => {
    expect(meantBy('gejat', 'gejat, gepikt > diefstal, gestolen')).toEqual(['diefstal', 'gestolen']);
    expect(meantBy('diefstal', 'gejat, gepikt > diefstal, gestolen')).toEqual([]);
  });

  it('joins the groups of a word, but does not follow what its synonyms mean', () => {
    const lists = 'bon, boete\nboete, bekeuring';
    expect(meantBy('boete', lists)).toEqual(['bon', 'bekeuring']);
    expect(meantBy('bon', lists)).toEqual(['boete']);
  });

  it('takes words that are names of properties for words', () => {
    expect(meantBy('__proto__', '__proto__, constructor')).toEqual(['constructor']);
    expect(meantBy('constructor', 'afval, vuilnis')).toEqual([]);
  });
});

describe('the list that comes along', async () => {
  const { groups, faults } = readWordGroups(await readFile('prompts/synoniemen.txt', 'utf8'));
  const synonyms = [...synonymsOf(groups)];

  it('has no faults, and hundreds of groups', () => {
    expect(faults).toEqual([]);
    expect(groups.length).toBeGreaterThan(400);
  });

  it('has no group twice', () => {
    const lines = groups.map((group) => [group.asked.toSorted(), group.meant?.toSorted()].join(' > '));
    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
  });

  it('makes no word its own synonym, and gives none more than twelve', () => {
    expect(synonyms.filter(([word, others]) => others.has(word) || others.size > 12)).toEqual([]);
  });
});
