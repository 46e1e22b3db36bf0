/** How the chain of the log stands, and what an outsider needs to check it. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { button, faultText, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { keptLogPath, LOG_EXPORT_PATH, VERIFIER_PATH } from './paths.ts';
import type { LogState } from './log-views.ts';

const ANCHORS: Readonly<Record<string, string>> = { file: 'bestand', webhook: 'webhook', email: 'e-mail', server: 'andere server' };

export function stateSection({ entries, keyId, verified, checkpoint, anchors, kept }: LogState): Html {
  return html`<section class="balie-section" aria-labelledby="toestand">
      <h2 class="utrecht-heading-3" id="toestand">Klopt het logboek?</h2>
      <dl class="balie-log__state">
        <div><dt>Regels</dt><dd>${entries.toLocaleString('nl-NL')}</dd></div>
        <div><dt>Laatste controle</dt><dd>${verifiedWords(verified)}</dd></div>
        <div><dt>Laatste controlepunt</dt><dd>${checkpoint === undefined ? 'nog geen' : html`${momentWords(checkpoint.at)}, van regel ${checkpoint.number.toLocaleString('nl-NL')}`}</dd></div>
        <div><dt>Kenmerk van de sleutel</dt><dd class="balie-log__key">${keyId}</dd></div>
      </dl>
      ${anchors.length === 0 ? html`<p class="balie-hint">Er zijn geen plaatsen buiten de balie ingesteld die controlepunten bewaren. Wie de server beheert, kan dan ongezien het hele logboek vervangen.</p>` : html`<h3 class="utrecht-heading-4">Bewaard buiten de balie</h3><ul class="utrecht-unordered-list">${anchors.map(anchorLine)}</ul>`}
      ${kept.length === 0 ? '' : html`<h3 class="utrecht-heading-4">Bewaard voor anderen</h3><ul class="utrecht-unordered-list">${kept.map((one) => html`<li class="utrecht-unordered-list__item">${link(keptLogPath(one.holder), one.name)}: ${one.total} controlepunten, het laatste van regel ${one.number.toLocaleString('nl-NL')}, bewaard ${momentWords(one.keptAt)}</li>`)}</ul>`}
      <details class="balie-log__check"><summary>Laat een ander het logboek controleren</summary>
        <p class="utrecht-paragraph">Geef iemand van buiten het logboek, het controleprogramma en, langs een andere weg, het kenmerk van de sleutel. Diegene heeft alleen Node.js nodig:</p>
        <pre class="balie-log__command" tabindex="0" role="region" aria-label="Opdracht"><code>node verify-audit.mjs logboek.jsonl --key ${keyId}</code></pre>
        <div class="balie-buttons">
          <form method="post" action="${LOG_EXPORT_PATH}">${button('Download het logboek', 'primary-action')}</form>
          <a class="balie-button-link" href="${VERIFIER_PATH}">Download het controleprogramma</a>
        </div>
        <p class="balie-hint">Dat u het logboek downloadt, komt erin te staan.</p>
      </details>
    </section>`;
}

function verifiedWords(verified: LogState['verified']): Html {
  if (verified === undefined) return html`nog niet gedaan (balie audit verify)`;
  const { at, entries, fault } = verified;
  if (fault === undefined) return html`${momentWords(at)}, ${entries.toLocaleString('nl-NL')} regels ${tag('klopt', 'good')}`;
  return html`${momentWords(at)} ${tag('klopt niet', 'bad')} ${fault}`;
}

function anchorLine({ name, kind, waiting, fault, detail, sentAt }: LogState['anchors'][number]): Html {
  const state = fault !== null ? tag('lukt niet', 'bad') : waiting > 0 ? tag('wacht', 'warning') : tag('bij', 'good');
  return html`<li class="utrecht-unordered-list__item">${name} (${ANCHORS[kind] ?? kind}) ${state} ${sentAt === null ? '' : `laatst bijgewerkt ${momentWords(sentAt)}`}${waiting > 0 ? `, ${waiting} te gaan` : ''}
        ${fault === null ? '' : faultText(fault, detail)}</li>`;
}
