/** The assistants, each with how its record in the Algoritmeregister stands. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { back, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { registerRecordPath } from './paths.ts';
import type { RegisterListView } from './views.ts';
import { stateTag } from './words.ts';

export function registerListPage({ municipality, editor, isConnected, records }: RegisterListView): Html {
  const main = html`<div class="balie-manage">
      ${back('/beheer/factsheet', 'Gegevensblad')}
      <h1 class="utrecht-heading-1">Algoritmeregister</h1>
      <p class="utrecht-paragraph">Het Algoritmeregister van de overheid laat zien welke algoritmes organisaties gebruiken. Van elke assistent maakt Balie een registratie:
        deels uit hoe de assistent nu werkt, deels uit wat mensen invullen. U kiest zelf wanneer er iets heen gaat. Balie publiceert nooit uit zichzelf.</p>
      ${isConnected ? '' : notConnected()}
      <div class="balie-rows">${records.map(
        ({ assistant, called, rejections, kept }) => html`<div class="balie-row">
          <p class="balie-row__head"><span class="balie-row__name">${link(registerRecordPath(assistant), called)}</span> ${stateTag(kept.state)} ${rejections === 0 ? tag('volledig', 'good') : tag(`${rejections} ${rejections === 1 ? 'veld' : 'velden'} nog niet goed`, 'bad')}</p>
          <p class="balie-row__facts">assistent ${assistant}${kept.remoteId === undefined ? '' : `, Algoritme-ID ${kept.remoteId}`}${kept.triedAt === undefined ? '' : `, laatste poging ${momentWords(kept.triedAt)}`}${kept.fault === undefined ? '' : ', niet gelukt'}</p>
        </div>`,
      )}</div>
    </div>`;
  return layout({ municipality, title: 'Algoritmeregister - Beheer', main, editor });
}

export function notConnected(): Html {
  return html`<p class="utrecht-paragraph"><strong>De balie is niet verbonden met het register.</strong> U kunt de registratie hier bekijken, laten controleren en downloaden.
    De beheerder maakt de verbinding met <code>algorithmRegister</code> in de configuratie.</p>`;
}
