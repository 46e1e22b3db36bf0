import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { splitIntoPassages } from '../../../ingest/passages.ts';

const sample = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../../ingest/samples/${name}`, import.meta.url)));
const passagesOf = async (name: string) => splitIntoPassages((await extract(sample(name), { name })).sections);

describe('the sample municipality', () => {
  it('has a by-law whose articles are headings', async () => {
    const passages = await passagesOf('regelgeving/parkeerverordening-2026.pdf');
    const articles = new Set(
      passages.map(({ headings }) => headings.at(-1) ?? '').filter((heading) => /^Artikel \d+ \p{Lu}/u.test(heading)),
    );
    expect(articles.size).toBeGreaterThan(8);
    expect(passages.filter(({ text }) => /Pagina \d van \d|Stadhuisplein 1, 0000 AA Lindewaarde$/.test(text))).toEqual(
      [],
    );
  });

  it('has a fee table whose rows say what and how much, also over pages', async () => {
    const rows = (await passagesOf('regelgeving/legesverordening-2026.pdf')).flatMap(({ text }) => text.split('\n'));
    expect(rows).toContain('Nr.: 1.2.1; Dienst: Paspoort, persoon van 18 jaar of ouder; Tarief: € 86,20');
    expect(rows.filter((row) => /€ \d/.test(row) && /^\d+\.\d+\.\d+ /.test(row))).toEqual([]);
  });
});
