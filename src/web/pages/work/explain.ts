/** What is kept of what employees ask, who can see it, and how long. */
import { html } from 'hono/html';
import { durationWords } from '../../../durations.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { COUNCIL_PATH } from '../oversight/words.ts';
import { ACCOUNT_PATH, USE_PATH, WORK_PATH } from './paths.ts';
import type { AtWork } from './views.ts';

export function workExplainPage({ municipality, name, hasAdmin }: AtWork): Html {
  const { employee, besides } = municipality.keeps;
  const others = besides.map(({ title, kept }) => ` Bij ${title} is dat ${durationWords(kept)}.`).join('');
  const item = (text: string | Html) => html`<li class="utrecht-unordered-list__item">${text}</li>`;
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">Wat wij vastleggen</h1>
      <h2 class="utrecht-heading-3">Bij elke vraag</h2>
      <ul class="utrecht-unordered-list">
        ${item('Uw vraag en het antwoord met de bronnen, versleuteld, in het logboek.')}
        ${item('Dat u de vraag stelde, wanneer, aan welke assistent, met welk taalmodel, hoe lang het duurde en hoeveel tokens het kostte.')}
        ${item('Een lijst van de woorden als code, zodat u in uw eigen gesprekken kunt zoeken. Uit die codes is de tekst niet terug te lezen.')}
        ${item('De naam van uw gesprek, versleuteld.')}
      </ul>
      <h2 class="utrecht-heading-3">Wie dit kan zien</h2>
      <ul class="utrecht-unordered-list">
        ${item('U zelf. Een collega leest alleen mee in een gesprek dat u met hem of haar deelt, en alleen zolang u dat wilt. In het logboek staat dat u het deelde.')}
        ${item('Wie antwoorden beoordeelt, ziet een vraag van u alleen als u zei dat het antwoord niet hielp. Dat zij die openden, staat in het logboek.')}
        ${item(html`Wie om een andere reden iets van u wil lezen, moet inzage vragen en zeggen waarom. Een collega met een andere rol beslist. Wie er inzage had, ziet u bij ${link(COUNCIL_PATH, 'Wie las mee?')}, en of er iets van u is gelezen bij ${link(`${ACCOUNT_PATH}#gelezen`, 'uw account')}.`)}
        ${item('Wie de server beheert en de sleutel van het logboek heeft, kan wat niet vertrouwelijk is buiten de balie om lezen. De opdracht die de balie daarvoor heeft, werkt alleen met zo’n inzage. De sleutel staat niet in de database.')}
        ${item(html`Uw verbruik ziet alleen u, op ${link(USE_PATH, 'Mijn verbruik')}. Van een ander is er geen zo’n pagina.`)}
      </ul>
      <h2 class="utrecht-heading-3">Hoe lang</h2>
      <p class="utrecht-paragraph">Na ${durationWords(employee)} wissen wij wat er is gezegd.${others} Bij elk gesprek staat op welke dag dat is. U kunt een gesprek ook zelf wissen: dan kan niemand het meer lezen.
        Moet iets langer bewaard blijven, bijvoorbeeld voor een rechtszaak, dan legt de functionaris gegevensbescherming of een beheerder dat vast met de reden.
        Dat er een vraag was, wanneer, van wie en wat zij kostte, blijft in het logboek staan.</p>
      <h2 class="utrecht-heading-3" id="vertrouwelijk">Vertrouwelijk gesprek</h2>
      <p class="utrecht-paragraph">Kiest u aan het begin voor een vertrouwelijk gesprek, dan bewaren wij niet wat u vraagt en wat het antwoord is; ook niet versleuteld.
        Wel leggen wij vast dat u iets vroeg, wanneer, met welk model en hoe het afliep. Het gesprek staat niet bij uw gesprekken.</p>
      <p class="utrecht-paragraph">Zolang de pagina open is, kunt u doorvragen. Wat er is gezegd, staat dan versleuteld in die pagina en gaat met uw volgende vraag mee. Na twaalf uur kan dat niet meer.
        Vul ook hier geen gegevens in die u niet nodig hebt: het taalmodel leest uw vraag, op een server van of voor ${municipality.name}.</p>
      <h2 class="utrecht-heading-3">In uw browser</h2>
      <p class="utrecht-paragraph">Of u sneltoetsen van één teken gebruikt, onthoudt uw browser. Verder bewaren wij daar niets, behalve dat u bent ingelogd.</p>
      <p class="utrecht-paragraph">${link(WORK_PATH, 'Terug naar uw vraag')}</p>
    </div>`;
  return layout({ municipality, title: 'Wat wij vastleggen - Werkplek', main, editor: { name, work: { current: WORK_PATH, hasAdmin } } });
}
