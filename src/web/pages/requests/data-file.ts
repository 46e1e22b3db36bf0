/** What the desk has of somebody as one file that opens and prints anywhere: no scripts, nothing that is loaded. In pieces, as it is read. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { DataFile, DataItem, DataSection } from '../../../privacy/data.ts';
import type { MunicipalityView } from '../../views.ts';
import type { Html } from '../html.ts';
import { fileHead } from '../keeping/file-head.ts';

/** The purpose is on every page that is printed too. */
const styles = `
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.6 "Noto Sans", system-ui, sans-serif; margin: 0; overflow-wrap: anywhere; }
main { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.2; }
h2 { border-top: 2px solid; margin-top: 2.5rem; padding-top: 1rem; }
h3 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
dl { display: grid; gap: 0 1rem; grid-template-columns: minmax(6rem, 14rem) minmax(0, 1fr); margin: 0; }
dt { font-weight: 700; }
dd { margin: 0; }
h4 { font-size: 1rem; margin: .75rem 0 0; }
.text { border-inline-start: .1875rem solid; margin: .25rem 0 0; padding-inline-start: 1rem; white-space: pre-wrap; }
.purpose { border: 2px solid; font-weight: 700; padding: .5rem 1rem; }
@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin-bottom: .5rem; } }
@media print { .purpose { background: #fff; bottom: 0; font-size: .75rem; left: 0; position: fixed; right: 0; } main { padding-bottom: 3rem; } h3 { break-after: avoid; } }
`;

export async function* dataFile({ purpose, madeAt, sections }: DataFile, municipality: Pick<MunicipalityView, 'name' | 'email' | 'privacyOfficer'>): AsyncIterable<string> {
  yield text(html`<!doctype html>
<html lang="nl">
  ${fileHead(`Persoonsgegevens bij de digitale balie | ${municipality.name}`, styles)}
  <body>
    <main>
      <h1>Wat de digitale balie van u heeft</h1>
      <p class="purpose">${purpose}</p>
      <p>${municipality.name}, gemaakt op ${momentWords(madeAt)}. Wat de bewaartermijn voorbij is, is gewist en staat er niet in. In het logboek staat wel dat het er was.</p>
      <p>Klopt iets niet, of wilt u iets laten wissen? Schrijf naar de functionaris gegevensbescherming: ${municipality.privacyOfficer}. U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens.</p>
`);
  let title = '';
  for await (const section of sections) {
    yield text(sectionHtml(section, section.title === title));
    ({ title } = section);
  }
  yield text(html`      <h2>Einde</h2>
      <p>Dit was alles. Ontbreekt deze regel, dan is het bestand niet heel aangekomen.</p>
    </main>
  </body>
</html>
`);
}

/** @param isMore of the section before. */
function sectionHtml({ title, items }: DataSection, isMore: boolean): Html {
  return html`${isMore ? '' : html`<h2>${title}</h2>\n`}${items.length === 0 ? html`<p>Niets.</p>` : items.map(item)}`;
}

function item({ title, facts, texts }: DataItem): Html {
  return html`<section><h3 dir="auto">${title}</h3>
<dl>${Object.entries(facts).map(([name, value]) => html`<dt>${name}</dt><dd dir="auto">${value}</dd>`)}</dl>
${texts.map(({ what, text: said }) => html`<h4>${what}</h4><div class="text" dir="auto">${said}</div>`)}</section>
`;
}

async function text(piece: Html): Promise<string> {
  return String(await piece);
}
