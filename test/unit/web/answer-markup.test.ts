import { describe, expect, it } from 'vitest';
import { closedForNow, parseAnswer, plainText, settledLength } from '../../../src/web/answer-markup.ts';

const text = (value: string) => ({ type: 'text', text: value });

describe('parseAnswer', () => {
  it('reads paragraphs, lists and quotations', () => {
    expect(parseAnswer('Een alinea.\nTweede regel.\n\n- een\n- twee\n> citaat\n>\n> vervolg\nSlot')).toEqual([
      { type: 'paragraph', inlines: [text('Een alinea.\nTweede regel.')] },
      { type: 'bullets', items: [{ inlines: [text('een')] }, { inlines: [text('twee')] }] },
      { type: 'quotation', blocks: [{ type: 'paragraph', inlines: [text('citaat')] }, { type: 'paragraph', inlines: [text('vervolg')] }] },
      { type: 'paragraph', inlines: [text('Slot')] },
    ]);
  });

  it.each([
    ['- een\n* twee\n+ drie\n  • vier', 'bullets', [undefined, undefined, undefined, undefined]],
    ['3. drie\n4) vier\n10. tien', 'numbers', [3, 4, 10]],
    ['a. een\nc) drie', 'letters', [1, 3]],
    ['Product: pas; Prijs: € 80\nProduct: id; Prijs: € 60', 'table', [undefined, undefined]],
    ['Product: pas; Prijs: € 80\nZone: A; Prijs: € 60', 'rows', [undefined, undefined]],
    ['los | € 1', 'rows', [undefined]],
  ])('reads %j as %s, also in a quotation', (source, type, values) => {
    const [block] = parseAnswer(source);
    expect(block).toMatchObject({ type, items: values.map((value) => (value === undefined ? {} : { value })) });
    expect(parseAnswer(`> ${source.replaceAll('\n', '\n> ')}`)).toEqual([{ type: 'quotation', blocks: [block] }]);
  });

  it('shows no mark of a list, a table or a heading in a quotation', () => {
    const quoted = '> ## Kosten\n> U betaalt:\n> - leges\n>\n> 1. eerst\n>\n> los | € 1\n> **vet** [1]';
    expect(plainText(parseAnswer(quoted))).toBe('Kosten\nU betaalt:\nleges\neerst\nlos · € 1\nvet');
  });

  it('reads bold and references, also inside each other', () => {
    expect(parseAnswer('Neem **uw paspoort [1]** mee. [12]')).toEqual([
      {
        type: 'paragraph',
        inlines: [
          text('Neem '),
          { type: 'bold', children: [text('uw paspoort '), { type: 'reference', number: 1 }] },
          text(' mee. '),
          { type: 'reference', number: 12 },
        ],
      },
    ]);
  });

  it('accepts lines that end in CRLF', () => {
    expect(parseAnswer('a\r\n\r\n- b\r\n')).toEqual(parseAnswer('a\n\n- b\n'));
  });

  it.each([
    ['**open', '**open'],
    ['a ** b', 'a ** b'],
    ['****', '****'],
    ['[0] [123] [a] [', '[0] [123] [a] ['],
    ['#kop', '#kop'],
    ['1.een', '1.een'],
    ['2026. Dat is nu', '2026. Dat is nu'],
    ['Let op: dit; en dat', 'Let op: dit; en dat'],
    ['[klik](javascript:alert(1))', '[klik](javascript:alert(1))'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('leaves %j as text', (source, shown) => {
    const [block] = parseAnswer(source);
    expect(block?.type).toBe('paragraph');
    expect(plainText(parseAnswer(source))).toBe(shown);
  });

  it('gives nothing for nothing', () => {
    expect(parseAnswer('')).toEqual([]);
    expect(parseAnswer(' \n\n >\n'.replace(' >', '>'))).toEqual([]);
  });

  // How long they take is told by test/bench/slow-texts.ts.
  it.each(['**', '[1]', '> ', '- \n', '\n', '[', '> \n>\n', ' ', '*'])('reads what comes after many times %j', (piece) => {
    expect(plainText(parseAnswer(`${piece.repeat(20_000)}\n\nslot`)).endsWith('slot')).toBe(true);
  });
});

describe('a text that still grows', () => {
  it('settles up to its last empty line', () => {
    expect(settledLength('een\n\ntwee')).toBe(5);
    expect(settledLength('een\ntwee')).toBe(0);
  });

  it.each([
    ['Neem **uw pas', 'Neem **uw pas**'],
    ['Neem **uw pas*', 'Neem **uw pas**'],
    ['Neem **', 'Neem '],
    ['Neem **uw** pas', 'Neem **uw** pas'],
    ['Neem mee:\n-', 'Neem mee:\n'],
    ['- pas\n- **', '- pas\n'],
    ['1. pas\n2', '1. pas\n'],
    ['Het kost € 5', 'Het kost € 5'],
  ])('closes %j', (source, closed) => {
    expect(closedForNow(source)).toBe(closed);
  });
});

it('reads aloud without marks and without a gap before the full stop', () => {
  expect(plainText(parseAnswer('U belt **ons** [1].\n\n- kom langs [2]'))).toBe('U belt ons.\nkom langs');
});
