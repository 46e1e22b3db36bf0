import { describe, expect, it } from 'vitest';
import { outlineOf, read } from './bytes.ts';
import { cpuMs } from '../../support/cpu.ts';

const page = `---
title: Paspoort aanvragen
validFrom: 2026-01-01
---

<!-- niet voor lezers -->
# Paspoort aanvragen

U vraagt het paspoort *zelf* aan bij de [balie](https://a.example/balie "Balie"),
in het **stadhuis**.

##Kosten

| Soort | Prijs in 2026 |
|---|---:|
| 18 jaar of ouder | € 86,20 |
| Jonger dan 18 jaar | |

## Meenemen

- een pasfoto
- uw oude paspoort,
  ook als het verlopen is

1. Maak een afspraak.
2. Kom langs.

Bellen
------

Bel 14 000 &amp; vraag het.
`;

describe('Markdown', () => {
  it('keeps headings, lists and tables as readable text', async () => {
    const { title, metadata, sections } = await read(page, 'paspoort.md');
    expect(title).toBe('Paspoort aanvragen');
    expect(metadata).toEqual({ title: 'Paspoort aanvragen', validFrom: '2026-01-01' });
    expect(outlineOf(sections)).toEqual([
      'Paspoort aanvragen | U vraagt het paspoort zelf aan bij de balie, in het stadhuis.',
      'Paspoort aanvragen > Kosten | Soort: 18 jaar of ouder; Prijs in 2026: € 86,20\nSoort: Jonger dan 18 jaar',
      'Paspoort aanvragen > Meenemen | - een pasfoto\n- uw oude paspoort, ook als het verlopen is\n1. Maak een afspraak.\n2. Kom langs.',
      'Paspoort aanvragen > Bellen | Bel 14 000 & vraag het.',
    ]);
  });

  it('leaves text that only looks like mark-up', async () => {
    const { sections } = await read('Een 2 * 3 * 4, snake_case_naam, #1 en c\\*.\n\n```\n# geen kop\n```\n', 'a.md');
    expect(outlineOf(sections)).toEqual([' | Een 2 * 3 * 4, snake_case_naam, #1 en c*.\n\n# geen kop']);
  });

  it('reads the lettered parts of an article as a list', async () => {
    const { sections } = await read(
      '### Artikel 5\n\nIn deze wet is:\n\na. college: het college;\n\nb. raad: de raad.\n',
      'wet.md',
    );
    expect(outlineOf(sections)).toEqual(['Artikel 5 | In deze wet is:\n\na. college: het college;\nb. raad: de raad.']);
  });

  it.each([
    ['YAML that is not YAML', '---\ntitle: "open\nx\n---\nTekst', 'geen geldige YAML in regel'],
    [
      'a bomb',
      `---\na: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefg'.replace(/./g, (c) => `${c}: &${c} [${`*${String.fromCharCode(c.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}---\nTekst`,
      'geen geldige YAML',
    ],
    ['a list', '---\n- een\n---\nTekst', 'verwacht regels'],
    ['no end', '---\ntitle: Een\nTekst', 'niet afgesloten'],
  ])('names the fault of front matter that is %s', async (_, text, detail) => {
    await expect(read(text, 'a.md')).rejects.toMatchObject({
      code: 'document-metadata-invalid',
      detail: expect.stringContaining(detail),
    });
  });

  it('takes a rule at the top for a rule', async () => {
    const { sections } = await read('---\nGewone tekst.\n', 'a.md');
    expect(outlineOf(sections)[0]).toContain('Gewone tekst.');
  });

  it('is done in linear time with a megabyte on one line', async () => {
    const ms = await cpuMs(async () => {
      for (const piece of ['*a ', '[a](', '_', '|-', '<a', '`', '&#', '- ']) await read(piece.repeat(1_000_000 / piece.length) + '\n\nx', 'lang.md');
    });
    expect(ms).toBeLessThan(20_000);
  });
});
