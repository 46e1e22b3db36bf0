/** Fixing the report, and what was fixed. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { ReportQuestion } from '../../../factsheet/diligence/report.ts';
import { back, button, tag } from '../admin/parts.ts';
import { done } from '../factsheet/admin.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { faultList, textField } from '../work/tasks/parts.ts';
import { answerBlock, kaderList, questionHead, scoreLines, verdictTag } from './parts.ts';
import { COMPARE_PATH, DILIGENCE_PATH, FIX_PATH, PUBLIC_DILIGENCE_PATH, snapshotPath, SNAPSHOTS_PATH } from './paths.ts';
import type { ChangeView, FixView, SnapshotsView, SnapshotView } from './views.ts';
import { measuredWords } from './words.ts';

const MAX_REASON = 500;

export function fixPage({ municipality, editor, report, last, reason, isPublic, fault, hasMoved }: FixView): Html {
  const open = report.questions.filter(({ answer }) => answer === undefined).length;
  const faults = [...(hasMoved ? [{ text: 'Er is intussen een doorlichting vastgesteld. Bekijk die eerst, en stel daarna zo nodig opnieuw vast.' }] : []), ...(fault === undefined ? [] : [{ text: `De reden ${fault}.`, field: 'reden' }])];
  const main = html`<div class="balie-admin balie-diligence">${back(DILIGENCE_PATH, 'Naar de doorlichting')}
      <h1 class="utrecht-heading-1">Doorlichting vaststellen</h1>
      ${faultList('Er is nog niets vastgesteld.', faults)}
      <p class="utrecht-paragraph">Alle antwoorden zoals ze nu zijn, krijgen nummer ${(last?.number ?? 0) + 1} en een handtekening van deze balie. Wat is vastgesteld, verandert niet meer. U kunt het downloaden en aan een ander geven. Van bestanden staan alleen de titel en het kenmerk erin.</p>
      <p class="utrecht-paragraph">${measuredWords(report.questions)} ${open === 0 ? 'Elke vraag heeft een antwoord.' : open === 1 ? 'Eén vraag is nog open.' : `${open} vragen zijn nog open.`}</p>
      <form class="balie-panel balie-fields" method="post" action="${FIX_PATH}" novalidate>
        <input type="hidden" name="nummer" value="${last?.number ?? 0}">
        ${textField({ name: 'reden', label: 'Waarom stelt u dit nu vast?', hint: `Hoogstens ${MAX_REASON} tekens. Noem geen namen.`, value: reason, fault, max: MAX_REASON })}
        <p class="utrecht-paragraph"><label><input type="checkbox" name="openbaar" value="ja"${isPublic ? html` checked` : ''}> Iedereen mag dit zien. Het komt bij het gegevensblad op internet. Adressen binnen de organisatie laat de balie weg.</label></p>
        <div class="balie-buttons">${button('Vaststellen', 'primary-action')}</div>
      </form>
      <section class="balie-section" aria-labelledby="themas"><h2 class="utrecht-heading-3" id="themas">Zoals het nu is</h2>
        <ul class="balie-rows">${report.themes.map((score) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">${score.title}</span></p>${scoreLines(score)}</li>`)}</ul></section>
    </div>`;
  return layout({ municipality, editor, title: 'Doorlichting vaststellen - Beheer', main });
}

export function snapshotsPage({ municipality, editor, snapshots, told }: SnapshotsView): Html {
  const main = html`<div class="balie-admin balie-diligence">${back(DILIGENCE_PATH, 'Naar de doorlichting')}
      <h1 class="utrecht-heading-1">Vastgestelde doorlichtingen</h1>
      ${told === undefined ? '' : done(told)}
      ${snapshots.length === 0
        ? html`<p class="utrecht-paragraph">Er is nog niets vastgesteld. ${link(FIX_PATH, 'Stel de eerste vast')}.</p>`
        : html`<ol class="balie-rows">${snapshots.map(({ number, at, reason, isPublic, by }) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">${link(snapshotPath(number), `Nummer ${number}`)}</span> ${isPublic ? tag('openbaar', 'good') : tag('niet openbaar', 'calm')}</p>
          <p class="balie-row__facts">${momentWords(at)}, door ${by}.</p><p class="balie-lines">${reason}</p></li>`)}</ol>`}
    </div>`;
  return layout({ municipality, editor, title: 'Vastgestelde doorlichtingen - Beheer', main });
}

export function snapshotPage({ municipality, editor, report, proof, reason, isPublic, changes, kaderTitle }: SnapshotView): Html {
  const path = snapshotPath(proof.number);
  const main = html`<div class="balie-admin balie-diligence">${back(SNAPSHOTS_PATH, 'Naar alle vastgestelde doorlichtingen')}
      <h1 class="utrecht-heading-1">Doorlichting nummer ${proof.number}</h1>
      <p class="utrecht-paragraph">Vastgesteld op ${momentWords(new Date(proof.at))}: ‘${reason}’. ${isPublic ? tag('openbaar', 'good') : tag('niet openbaar', 'calm')}</p>
      <ul class="utrecht-unordered-list">${[link(`${path}/rapport.pdf`, 'PDF'), link(`${path}/rapport.html`, 'HTML, om te printen'), link(`${path}/rapport.json`, 'JSON, met handtekening'), link(`${COMPARE_PATH}?links=${proof.number}&rechts=nu`, 'Naast hoe het nu is'), ...(isPublic ? [link(PUBLIC_DILIGENCE_PATH, 'Zoals iedereen de laatste openbare ziet')] : [])].map((one) => html`<li class="utrecht-unordered-list__item">${one}</li>`)}</ul>
      ${isPublic ? html`<form method="post" action="${path}/verbergen">${button('Niet meer openbaar', 'secondary-action', `maken van nummer ${proof.number}`)}</form>` : ''}
      ${changesBlock(changes)}
      ${report.themes.map((score) => html`<section class="balie-section"><h2 class="utrecht-heading-3">${score.title}</h2>${scoreLines(score)}
        <ul class="balie-rows">${report.questions.filter(({ theme }) => theme === score.theme).map((question) => row(question, kaderTitle))}</ul></section>`)}
      <p class="balie-hint balie-lines">SHA-256: ${proof.sha256}
Sleutel: ${proof.keyId}</p>
    </div>`;
  return layout({ municipality, editor, title: `Doorlichting ${proof.number} - Beheer`, main });
}

const row = (question: ReportQuestion, kaderTitle: (urn: string) => string) => html`<li class="balie-row">${questionHead(question, html`${question.text}`)}${answerBlock(question)}${kaderList(question.kader, kaderTitle)}</li>`;

const WHAT: Readonly<Record<ChangeView['what'], string>> = { verdict: 'ander antwoord', origin: 'zelfde antwoord, anders verkregen', words: 'andere uitleg of ander bewijs' };

function changesBlock(changes: readonly ChangeView[]): Html {
  return html`<section class="balie-section" aria-labelledby="veranderd"><h2 class="utrecht-heading-3" id="veranderd">Wat er sindsdien veranderde</h2>
      ${changes.length === 0
        ? html`<p class="utrecht-paragraph">Alle antwoorden zijn nog zoals ze hier staan.</p>`
        : html`<ul class="balie-rows">${changes.map(({ text, before, now, what }) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">${text}</span> ${tag(WHAT[what], 'warning')}</p><p class="balie-row__facts">Toen: ${verdictTag(before)} Nu: ${verdictTag(now)}</p></li>`)}</ul>`}
    </section>`;
}
