import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { withoutContents } from '../../../ingest/extract/structure/contents.ts';
import type { Section } from '../../../ingest/extract/types.ts';
import { cpuMs } from '../../support/cpu.ts';
import { makeDocx } from '../../support/office.ts';
import { makePdf } from '../../support/pdf.ts';

const under = (headings: string[], text: string): Section => ({ headings, text });
const body = ['Inleiding', 'Afval scheiden', 'Milieustraat', 'Kosten'].map((heading, i) => under([`${i + 1}. ${heading}`], `Tekst over ${heading.toLowerCase()}.`));
const leaders = '1. Inleiding ........ 3\n2. Afval scheiden . . . . . 4\n3. Milieustraat………12\n4. Kosten _____ 12';

describe('withoutContents', () => {
  it.each([
    ['with dots before the pages', [under([], leaders)]],
    ['with dots, of a document without these headings', [under([], leaders.replaceAll(/[A-Z]/g, 'X'))]],
    ['with a line in two', [under([], leaders.replace('Afval scheiden', 'Afval scheiden in de wijken van de stad en\nin het buitengebied'))]],
    ['under the word for it, with blank lines between', [under([], 'Inhoudsopgave\n\nWaarom 3\n\nHoe 4\n\nWanneer 9')]],
    ['under a heading', [under(['Inhoud'], 'Waarom 3\nHoe 4\nWanneer 9')]],
    ['in the cells of a table, by the headings that follow', [under(['Rapport'], '1 | Inleiding | 3\n2 | Afval scheiden | 4\n3 | Milieustraat | 8\n4 | Kosten | 9')]],
    ['without pages', [under(['Handleiding'], 'Inhoud\nInleiding\nAfval scheiden\nMilieustraat\nBijlage')]],
    ['over two pages', [under(['Inhoud'], leaders), under(['Inhoud'], '5. Bezwaar ..... 14\n6. Slot ..... 15\n7. Bijlage ..... 16')]],
  ])('leaves a table of contents out: %s', (_, contents) => {
    expect(withoutContents([...contents, ...body])).toEqual(body);
  });

  it('keeps what stands before and after it', () => {
    expect(withoutContents([under([], `Vastgesteld op 3 maart.\n\nInhoud\n${leaders}\n\nDit rapport gaat over afval.`), ...body])[0]?.text).toBe('Vastgesteld op 3 maart.\n\nDit rapport gaat over afval.');
  });

  it.each([
    ['numbers that end lines', 'Aantal inwoners 2024\nAantal inwoners 2025\nAantal inwoners 2026'],
    ['prices with dots that fall', 'Koffie ..... 4\nThee ..... 3\nWater ..... 2'],
    ['rows of a table', 'Product: paspoort; Aantal: 3\nProduct: rijbewijs; Aantal: 4\nProduct: uittreksel; Aantal: 5'],
    ['two lines', 'Zie bladzijde ..... 3\nZie bladzijde ..... 4'],
    ['a list under the word', 'Inhoud\neen paspoort\neen pasfoto\neen uittreksel'],
  ])('keeps %s', (_, text) => {
    const sections = [under(['Kosten'], text), ...body];
    expect(withoutContents(sections)).toEqual(sections);
  });

  it('leaves a document that is nothing else as it is', () => {
    expect(withoutContents([under([], leaders)])).toEqual([under([], leaders)]);
  });

  it('is done at once with lines that are made to be slow', async () => {
    const ms = await cpuMs(() => {
      for (const line of ['.'.repeat(500_000), 'a. 1\n'.repeat(100_000), 'a .... 1\nb\n'.repeat(50_000), 'Inhoud\n'.repeat(70_000), '1 '.repeat(250_000)]) withoutContents([under(['Inhoud'], line), ...body]);
    });
    expect(ms).toBeLessThan(10_000);
  });

  it('leaves that of a Word file out, and of a PDF', async () => {
    const line = (text: string, style = '') => `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r>${text.split('\t').map((part) => `<w:t xml:space="preserve">${part}</w:t>`).join('<w:tab/>')}</w:r></w:p>`;
    const names = ['Inleiding', 'Afval scheiden', 'Milieustraat'];
    const word = makeDocx(
      line('Inhoudsopgave') + names.map((name, i) => line(`${i + 1}.\t${name}\t${i + 3}`)).join('') + names.map((name) => line(name, 'Kop1') + line(`Alles over ${name.toLowerCase()} leest u hier.`)).join(''),
    );
    const pdf = makePdf([['Inhoud', ...names.map((name, i) => `${name} .................... ${i + 3}`)], ['De milieustraat is open op zaterdag, en de brenger betaalt per aanhanger.']]);
    for (const [bytes, name] of [[word, 'a.docx'], [pdf, 'a.pdf']] as const) {
      const { sections } = await extract(bytes, { name });
      const told = JSON.stringify(withoutContents(sections));
      expect(JSON.stringify(sections)).toMatch(/Inhoud.*Afval scheiden/s);
      expect(told).not.toMatch(/Inhoud|\.{3}|scheiden \d/);
      expect(told).toMatch(/leest u hier|open op zaterdag/);
    }
  });
});
