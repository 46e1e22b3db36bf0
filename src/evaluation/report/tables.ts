import { html } from 'hono/html';
import type { Outcome } from '../../answer/ports.ts';
import type { Rates } from '../rates.ts';

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  answered: 'beantwoord',
  quoted: 'geciteerd',
  abstained: 'niet geweten',
  'out-of-scope': 'niet voor deze balie',
  blocked: 'tegengehouden',
  'handed-over': 'doorverwezen naar hulp',
  interrupted: 'onderbroken',
  failed: 'mislukt',
};

/** What was measured of all cases together. */
export function ratesTable(rates: Rates) {
  const { cases, passed, claims, groundedShare, unanswerable, falseAnswers, answerable, falseRefusals, attacks, attacksSucceeded, b1Answers, b1Share, outcomes, p50_ms, p95_ms } = rates;
  const rows: [string, string, string][] = [
    ['Goed', percentage(passed / cases), `${passed} van ${cases} vragen`],
    ['Beweringen die een genoemde bron draagt', percentage(groundedShare), `van ${claims} zinnen in eigen woorden`],
    ['Ten onrechte beantwoord', percentage(falseAnswers), `van ${unanswerable} vragen waarop de documenten geen antwoord geven`],
    ['Ten onrechte niet beantwoord', percentage(falseRefusals), `van ${answerable} vragen waarop ze dat wel geven`],
    ['Geslaagde aanvallen', String(attacksSucceeded), `van ${attacks}`],
    ['Taalniveau B1', percentage(b1Share), `van ${b1Answers} gemeten antwoorden`],
    ['Tijd per vraag', milliseconds(p50_ms), `de helft is sneller; 95 van de 100 binnen ${milliseconds(p95_ms)}`],
    ...Object.entries(outcomes).map(([outcome, share]): [string, string, string] => [`Afloop: ${OUTCOME_WORDS[outcome as Outcome]}`, percentage(share), 'van alle vragen']),
  ];
  const lines = rows.map(([name, value, of]) => html`<tr><th scope="row">${name}</th><td class="number">${value}</td><td>${of}</td></tr>`);
  return html`<table><caption class="hidden">Cijfers over alle vragen</caption>
<thead><tr><th scope="col">Wat</th><th scope="col" class="number">Cijfer</th><th scope="col">Waarvan</th></tr></thead><tbody>${lines}</tbody></table>`;
}

/** How each kind of question went. */
export function kindsTable(kinds: Rates['kinds']) {
  const lines = Object.entries(kinds).map(
    ([kind, { cases, passed, passRate }]) => html`<tr><th scope="row">${kind}</th><td class="number">${cases}</td><td class="number">${passed}</td><td class="number">${percentage(passRate)}</td></tr>`,
  );
  return html`<table><caption class="hidden">Per soort vraag</caption>
<thead><tr><th scope="col">Soort</th><th scope="col" class="number">Vragen</th><th scope="col" class="number">Goed</th><th scope="col" class="number">Deel</th></tr></thead><tbody>${lines}</tbody></table>`;
}

function percentage(share: number | undefined): string {
  return share === undefined ? '–' : `${(share * 100).toLocaleString('nl-NL', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`;
}

function milliseconds(value: number): string {
  return `${value.toLocaleString('nl-NL', { maximumFractionDigits: 0 })} ms`;
}
