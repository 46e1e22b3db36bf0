/** Where the published factsheet goes besides, and how each of those places stands. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { PlatformState, ReadyState } from '../../../factsheet/platforms/platform.ts';
import { back, button, faultText, tag } from '../admin/parts.ts';
import type { EditorPage } from '../admin/views.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { done } from './admin.ts';
import { FACTSHEET_ADMIN_PATH, PLATFORMS_PATH } from './paths.ts';

interface PlatformsView extends EditorPage {
  readonly states: readonly PlatformState[];
  /** Whether one was just asked to be tried again. */
  readonly isAsked: boolean;
}

export function platformsPage({ municipality, editor, states, isAsked }: PlatformsView): Html {
  const main = html`<div class="balie-manage">${back(FACTSHEET_ADMIN_PATH, 'Naar het gegevensblad')}
      <h1 class="utrecht-heading-1">Platforms</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Wat u publiceert, stuurt de balie zelf naar de platforms die zijn ingesteld. Anderen kunnen het ook ophalen.</p>
      ${isAsked ? done('De balie probeert het binnen een minuut opnieuw. Ververs daarna deze pagina.') : ''}
      <div class="balie-rows">${states.map(row)}</div>
      ${states.some(({ kind }) => kind === 'push') ? '' : html`<p class="utrecht-paragraph">Er is nog geen platform ingesteld waar de balie zelf naartoe stuurt. De beheerder doet dat met <code>factsheetPlatforms</code> in de configuratie.</p>`}
    </div>`;
  return layout({ municipality, editor, title: 'Platforms - Beheer', main });
}

/** Where it is not brought to anybody. */
const READY: Readonly<Record<ReadyState['kind'], { readonly title: string; readonly told: string }>> = {
  file: { title: 'Als bestand', told: 'U maakt het bestand met de opdracht balie factsheet export.' },
  pull: { title: 'Om op te halen', told: 'Wie het wil hebben, haalt het op bij /.well-known/ai-factsheet.json.' },
};

function row(state: PlatformState): Html {
  const { id, publication } = state;
  if (state.kind !== 'push') {
    const ready = READY[state.kind];
    return html`<div class="balie-row"><h2 class="utrecht-heading-4 balie-row__head balie-row__title">${ready.title} ${publication === undefined ? tag('nog niets gepubliceerd', 'calm') : tag(`nummer ${publication} staat klaar`, 'good')}</h2><p class="balie-row__facts">${ready.told}</p></div>`;
  }
  const { triedAt, remoteId, fault, detail, failures, nextAt } = state;
  const has = publication === undefined ? tag('heeft nog niets', fault === undefined ? 'calm' : 'warning') : tag(`heeft nummer ${publication}`, fault === undefined ? 'good' : 'warning');
  return html`<div class="balie-row"><h2 class="utrecht-heading-4 balie-row__head balie-row__title">${id} ${has} ${fault === undefined ? '' : tag('niet gelukt', 'bad')}</h2>
      <p class="balie-row__facts">${triedAt === undefined ? 'Er is nog niets geprobeerd.' : `Laatste poging: ${momentWords(triedAt)}.`}${remoteId === undefined ? '' : ` Ontvangstbewijs: ${remoteId}.`}${failures === 0 ? '' : ` ${failures} keer niet gelukt.`}${nextAt === undefined ? '' : ` De balie probeert het weer: ${momentWords(nextAt)}.`}</p>
      ${fault === undefined ? '' : html`${faultText(fault, detail ?? null)}
      <form class="balie-buttons" method="post" action="${PLATFORMS_PATH}"><input type="hidden" name="platform" value="${id}">${button('Nu opnieuw proberen', 'secondary-action', `bij ${id}`)}</form>`}
    </div>`;
}
