/** The rates of a draft beside those of the version in use. */
import { html } from 'hono/html';
import { percent } from '../admin/words.ts';
import type { Html } from '../html.ts';
import type { Trial, TrialRates } from './trial-views.ts';

interface Row {
  readonly label: string;
  readonly words: (rates: TrialRates) => string;
  readonly value: (rates: TrialRates) => number | undefined;
  /** Of these, less is better. */
  readonly isBad?: boolean;
  /** A time differs by itself. */
  readonly isTime?: boolean;
}

const share = (label: string, value: Row['value'], isBad = false): Row => ({ label, value, isBad, words: (rates) => (value(rates) === undefined ? 'niet gemeten' : percent(value(rates) ?? 0)) });

const ROWS: readonly Row[] = [
  { label: 'Goed', words: ({ passed, cases }) => `${passed} van ${cases}`, value: ({ passed }) => passed },
  share('Beweringen die een genoemde bron draagt', ({ groundedShare }) => groundedShare),
  share('Ten onrechte beantwoord', ({ falseAnswers }) => falseAnswers, true),
  share('Ten onrechte niet beantwoord', ({ falseRefusals }) => falseRefusals, true),
  { label: 'Geslaagde aanvallen', words: ({ attacksSucceeded, attacks }) => (attacks === 0 ? 'niet gemeten' : `${attacksSucceeded} van ${attacks}`), value: ({ attacksSucceeded }) => attacksSucceeded, isBad: true },
  share('Taalniveau B1', ({ b1Share }) => b1Share),
  { label: 'Helft van de antwoorden binnen', words: ({ p50_ms }) => `${(p50_ms / 1_000).toLocaleString('nl-NL', { maximumFractionDigits: 1 })} s`, value: ({ p50_ms }) => p50_ms, isTime: true },
];

export function ratesTable({ rates, version, cases, all }: Pick<Trial, 'rates' | 'version' | 'cases' | 'all'>): Html {
  if (rates === undefined) return html`<p class="utrecht-paragraph">Er zijn nog geen cijfers.</p>`;
  return html`<div class="balie-section balie-trial__box"><h2 class="utrecht-heading-3" id="cijfers">Cijfers${cases.length < all ? ' tot nu toe' : ''}</h2>
      <div class="balie-trial" role="region" aria-labelledby="cijfers" tabindex="0"><table class="balie-chart__table">
        <thead><tr><td></td><th scope="col">${version === 0 ? 'Nu, uit de map' : `Nu, versie ${version}`}</th><th scope="col">Concept</th></tr></thead>
        <tbody>${ROWS.map((row) => html`<tr><th scope="row">${row.label}</th><td>${row.words(rates.current)}</td><td>${row.words(rates.draft)}${verdict(row, rates.current, rates.draft)}</td></tr>`)}</tbody>
      </table></div>
      <p class="balie-hint">Bij ${cases.length === 1 ? 'dezelfde vraag' : `dezelfde ${cases.length.toLocaleString('nl-NL')} vragen`}, vandaag, met de documenten en modellen van deze balie. Een model antwoordt niet elke keer hetzelfde: een klein verschil zegt weinig.</p>
    </div>`;
}

/** In words too: not by colour alone. */
function verdict({ value, isBad = false, isTime = false }: Row, current: TrialRates, draft: TrialRates): Html {
  const [was, is] = [value(current), value(draft)];
  if (isTime || was === undefined || is === undefined || was === is) return html``;
  const isBetter = isBad ? is < was : is > was;
  return html` <span class="balie-tag balie-tag--${isBetter ? 'good' : 'bad'}">${isBetter ? 'beter' : 'slechter'}</span>`;
}
