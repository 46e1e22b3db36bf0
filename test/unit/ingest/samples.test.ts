import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { splitIntoPassages } from '../../../ingest/passages/split.ts';

const sample = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../../ingest/samples/${name}`, import.meta.url)));
type Passages = ReturnType<typeof splitIntoPassages>;
const known = new Map<string, Promise<Passages>>();
/** Each document is read once for all tests. */
function passagesOf(name: string): Promise<Passages> {
  const passages = known.get(name) ?? extract(sample(name), { name }).then(({ sections }) => splitIntoPassages(sections));
  known.set(name, passages);
  return passages;
}

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

  it.each([
    ['1.1 Huwelijk, partnerschap en burgerlijke stand', 'Nr.: 1.1.12; Dienst: Afschrift of uittreksel van een akte van de burgerlijke stand (geboorte, erkenning, huwelijk, overlijden); Tarief: € 18,20'],
    ['1.2 Reisdocumenten', 'Nr.: 1.2.3; Dienst: Identiteitskaart, persoon van 18 jaar of ouder; Tarief: € 80,40'],
    ['1.3 Rijbewijzen', 'Nr.: 1.3.1; Dienst: Rijbewijs afgeven, vernieuwen of omwisselen; Tarief: € 51,80'],
    ['1.4 Basisregistratie Personen', 'Nr.: 1.4.1; Dienst: Uittreksel, aan de balie of per brief; Tarief: € 17,40'],
    ['1.5 Verklaringen en kopieën', 'Nr.: 1.5.1; Dienst: Aanvraag Verklaring Omtrent het Gedrag (VOG) aan de balie; Tarief: € 43,10'],
    ['2.1 Conceptverzoek', 'Nr.: 2.1.2; Dienst: Het bedrag van 2.1.1 wordt afgetrokken van de leges voor de vergunning, als die binnen 1 jaar wordt aangevraagd'],
    ['2.2 Bouwen', 'Nr.: 2.2.2; Bouwkosten: € 20.000 tot € 100.000; Vast bedrag: € 465,00; Plus over het deel boven de ondergrens: 2,35%'],
    ['2.3 Andere activiteiten', 'Nr.: 2.3.4; Dienst: Reclame aan een gevel; Tarief: € 132,00'],
    ['2.4 Teruggeven', 'Nr.: 2.4.1; Wanneer: De aanvraag wordt binnen 4 weken ingetrokken; Deel dat u terugkrijgt: 60%'],
    ['3.1 Horeca', 'Nr.: 3.1.3; Dienst: Terrasvergunning; Tarief: € 145,00'],
    ['3.2 Evenementen', 'Nr.: 3.2.1; Dienst: Melding klein evenement, tot en met 100 mensen; Tarief: € 0,00'],
    ['3.3 Gebruik van de weg', 'Nr.: 3.3.7; Dienst: Vergunning om te collecteren; Tarief: € 0,00'],
    ['4.1 Vergunningen per kalenderjaar', 'Nr.: 4.1.2; Vergunning: Bewoner, tweede vergunning; Zone A: € 192,00; Zone B: € 132,00; Zone C: € 72,00'],
    ['4.2 Parkeren per uur', 'Nr.: 4.2.1; Soort: Gewoon tarief op straat; Zone A: € 2,60; Zone B: € 1,80; Zone C: € 1,40'],
    ['4.3 Gehandicaptenparkeren en naheffing', 'Nr.: 4.3.5; Dienst: Kosten van een naheffingsaanslag (boete voor niet betalen), boven op één uur parkeren; Tarief: € 72,30'],
    ['5.1 Afvalstoffenheffing', 'Nr.: 5.1.5; Wat: Restafval, grijze container van 240 liter, per keer legen; Tarief: € 7,90'],
    ['5.2 Diensten voor afval', 'Nr.: 5.2.4; Wat: Bezoek aan de milieustraat, vanaf het 13e bezoek in een jaar; Tarief: € 12,50'],
    ['6.1 Graven en begraven', 'Nr.: 6.1.11; Wat: Vergunning voor een grafsteen; Tarief: € 142,00'],
  ])('has its fees under the heading of chapter %s', async (chapter, row) => {
    const passages = await passagesOf('regelgeving/legesverordening-2026.pdf');
    const [passage] = passages.filter(({ text }) => text.split('\n').includes(row));
    expect(passage?.headings.slice(0, 2)).toEqual(['Legesverordening 2026', 'Deel II Tarieventabel 2026']);
    expect(passage?.headings.at(-1)).toBe(`Hoofdstuk ${chapter}`);
  });

  it.each([
    ['regelgeving/legesverordening-2026.pdf', 'Nr.: 1.3.2; Dienst: Toeslag voor spoed, boven op 1.3.1; Tarief: € 36,40'],
    ['regelgeving/parkeerverordening-2026.pdf', 'Zone: A; Gebied: Centrum van Lindewaarde-stad: de Markt, het Stadhuisplein, de Lindestraat, de Waagkade en de straten daartussen; Betaalde tijden: maandag tot en met zaterdag 9.00 tot 21.00 uur'],
    ['regelgeving/afvalstoffenverordening-2026.pdf', 'Vastgesteld door | de gemeenteraad, op 13 november 2025'],
    ['regelgeving/algemene-verordening-openbare-ruimte-2026.pdf', 'Nummer | LW-2025-0417'],
    ['bestuur/raadsbesluit-kwijtschelding-2026.pdf', 'Post: Minder kosten voor aanmaningen; 2026: € 12.000; 2027: € 12.000; 2028: € 12.000'],
  ])('reads %s without running heads, feet, or headings in its lines', async (name, row) => {
    const passages = await passagesOf(name);
    const lines = passages.flatMap(({ text }) => text.split('\n'));
    expect(lines).toContain(row);
    expect(lines.filter((line) => /Pagina \d|Stadhuisplein 1, 0000 AA|Gemeente Lindewaarde$|Gemeente Lindewaarde.*(?:2026|:)/.test(line))).toEqual([]);
    expect(lines.filter((line) => /(?:^|[;:|] )(?:Hoofdstuk \d|Titel \d|Deel I|Artikel \d+ \p{Lu})/u.test(line))).toEqual([]);
  });
});
