import { describe, expect, it } from 'vitest';
import type { Section } from '../../../ingest/extract/types.ts';
import { saysSomething, titleOf } from '../../../ingest/read/title.ts';
import { cpuMs } from '../../support/cpu.ts';

const under = (headings: string[], text: string): Section => ({ headings, text });
const from = (title: string | undefined, sections: Section[], name = 'scan0001.pdf') => titleOf({ sections, ...(title !== undefined && { title }) }, name);

describe('saysSomething', () => {
  it.each(['verordening', 'Raadsvoorstel', 'Tweede Kamer der Staten-Generaal', 'Ministerie van Infrastructuur en Waterstaat', 'Gemeente Lindewaarde', 'Besluit nr. 12', 'Lijst 2026', '2026-03', '', 'IMG_2034'])('finds nothing in %j', (title) => {
    expect(saysSomething(title)).toBe(false);
  });

  it.each(['Parkeerverordening 2025', 'Afval', 'Besluitenlijst college 3 maart', 'Gemeente en provincie samen tegen stikstof', 'WOZ'])('finds something in %j', (title) => {
    expect(saysSomething(title)).toBe(true);
  });
});

describe('titleOf', () => {
  it('keeps a title that says something, also when the file is called so', () => {
    expect(from('Hondenbelasting', [under(['Geen hondenbelasting'], 'U betaalt niets.')], 'hondenbelasting.md')).toEqual({ title: 'Hondenbelasting', isPoor: false });
  });

  it.each([
    ['what it is cited as', 'verordening', [under(['verordening', 'Artikel 1'], 'In deze verordening wordt verstaan onder:'), under(['verordening', 'Artikel 9'], 'Deze verordening wordt aangehaald als: “Parkeerverordening Dorp 2025”.')], 'Parkeerverordening Dorp 2025'],
    ['its subject, on the line below', 'raadsvoorstel', [under([], 'Heerlen, januari\n\nOnderwerp:\n\nHet vaststellen van het afvalbeleid.\n\nVergadering:\n\nRaad')], 'Het vaststellen van het afvalbeleid'],
    ['its subject, in a cell', undefined, [under([], 'Ministerie van Financiën\n\nBetreft | Brief over gemeentelijke belastingen')], 'Brief over gemeentelijke belastingen'],
    ['the line that says what it is about', 'Tweede Kamer der Staten-Generaal', [under(['Tweede Kamer der Staten-Generaal'], '2'), under(['Vragen met antwoorden'], '1314\n\nVragen van het lid Jansen aan de minister over de prijs van paspoorten (ingezonden 3 mei).')], 'Vragen van het lid Jansen aan de minister over de prijs van paspoorten'],
    ['its first heading that says something', 'Raadsbesluit', [under(['Raadsbesluit'], 'Nummer 12'), under(['Raadsbesluit', 'Kwijtschelding voor minima'], 'De raad besluit als volgt.')], 'Kwijtschelding voor minima'],
    ['its first line, without a heading', undefined, [under([], 'Regels voor de milieustraat\n\nDe straat is open op zaterdag.')], 'Regels voor de milieustraat'],
  ])('is better by %s', (_, title, sections, better) => {
    expect(from(title, sections)).toEqual({ title: better, isPoor: false });
  });

  it('is the name of the file when that says something, and poor when it does not either', () => {
    const text = [under([], 'De straat is open op zaterdag.\n\nGeachte heer De Vries')];
    expect(from(undefined, text, 'milieustraat_open-dagen.txt')).toEqual({ title: 'milieustraat open dagen', isPoor: false });
    expect(from(undefined, text, 'scan0001.pdf')).toEqual({ title: 'scan0001', isPoor: true });
    expect(from('Brief', text, 'IMG_2034.pdf')).toEqual({ title: 'Brief', isPoor: true });
  });

  it('takes no article, row, list or greeting for a title', () => {
    const sections = [under(['Artikel 1 Begrippen en zo'], 'Product: paspoort; Prijs: € 86,20\nProduct: rijbewijs; Prijs: € 52,10\n\nGeachte leden van de raad\n\n- een pasfoto van u\n- een oud paspoort')];
    expect(from('besluit', sections)).toEqual({ title: 'besluit', isPoor: true });
  });

  it('is done at once with text that is made to be slow', async () => {
    const ms = await cpuMs(() => {
      for (const piece of ['onderwerp:\n', 'aangehaald als ', 'Besluit van ', 'Gemeente Van ', '“']) from('besluit', [under([piece.repeat(20)], piece.repeat(500_000 / piece.length))]);
    });
    expect(ms).toBeLessThan(5_000);
  });
});
