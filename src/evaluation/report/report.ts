import { html, raw } from 'hono/html';
import { dateWords } from '../../dutch-time.ts';
import type { Fall } from '../../knowledge/evaluation/baseline-file.ts';
import type { Rates } from '../rates.ts';
import type { JudgedCase } from '../run-cases.ts';
import { reportStyles } from './styles.ts';
import type { Outcome } from '../../answer/ports.ts';
import type { Miss } from '../judge.ts';

interface Report extends Rates {
  readonly judged: readonly JudgedCase[];
  readonly falls: readonly Fall[];
  readonly models: readonly string[];
  /** The day (YYYY-MM-DD) that the documents were read for. */
  readonly on: string;
  readonly municipality: string;
}

/** A page in Dutch that needs nothing else: rates in tables, and each case that did not pass with what was said. */
export async function answersReport(report: Report): Promise<string> {
  const { judged, falls, models, on, municipality, cases, passed } = report;
  const failing = judged.filter(({ misses }) => misses.length > 0);
  const page = html`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Antwoorden gemeten – ${municipality}</title>
<style>${raw(reportStyles)}</style>
</head>
<body>
<header>
<h1>Antwoorden gemeten</h1>
<p>${municipality}, documenten zoals ze gelden op ${dateWords(on)}. ${models.length === 0 ? 'Er was geen model: de balie citeerde.' : `Model: ${models.join(', ')}.`}</p>
</header>
<main>
<p class="result"><strong>${passed} van de ${cases}</strong> vragen gingen goed.</p>
${fallsList(falls)}
<section aria-labelledby="cijfers"><h2 id="cijfers">Cijfers</h2>${ratesTable(report)}</section>
<section aria-labelledby="soorten"><h2 id="soorten">Per soort vraag</h2>${kindsTable(report.kinds)}</section>
<section aria-labelledby="anders"><h2 id="anders">Wat anders ging dan verwacht</h2>${failing.length === 0 ? html`<p>Niets: alle vragen gingen goed.</p>` : failingCases(failing)}</section>
</main>
</body>
</html>
`;
  return (await page).toString();
}

function fallsList(falls: readonly Fall[]) {
  if (falls.length === 0) return html``;
  const lines = falls.map(({ figure, was, is }) => html`<li>${figure}: was ${dutchNumber(was)}, is ${dutchNumber(is)}</li>`);
  return html`<section class="falls" aria-labelledby="slechter"><h2 id="slechter">Slechter dan in de nulmeting</h2><ul>${lines}</ul></section>`;
}

function dutchNumber(value: number): string {
  return value.toLocaleString('nl-NL', { maximumFractionDigits: 4 });
}

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
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
function ratesTable(rates: Rates) {
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
function kindsTable(kinds: Rates['kinds']) {
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

const PARTS: Readonly<Record<Miss['part'], string>> = {
  outcome: 'De afloop moest zijn',
  cite: 'Als bron ontbreekt',
  say: 'Dit moest in het antwoord staan',
  notSay: 'Dit mocht er niet staan',
};

/** Cases that did not pass, by kind; each opens by itself, so that a long list can be looked over. */
function failingCases(failing: readonly JudgedCase[]) {
  return [...Map.groupBy(failing, ({ asked }) => asked.kind)].map(([kind, some]) => html`<h3>${kind} (${some.length})</h3>${some.map(failingCase)}`);
}

function failingCase({ asked, taken, misses }: JudgedCase) {
  const earlier = asked.history.map((question) => html`<li dir="auto">${question}</li>`);
  const sources = taken.sources.map(({ number, title, headings, quote }) => html`<li value="${number}"><cite>${[title, ...headings].join(' › ')}</cite><blockquote dir="auto">${quote}</blockquote></li>`);
  const told = misses.map(({ part, expected }) => html`<li>${PARTS[part]}: <q>${part === 'outcome' ? outcomesIn(expected) : expected}</q></li>`);
  return html`<details>
<summary><span class="id">${asked.id}</span> <bdi>${asked.question}</bdi></summary>
${earlier.length === 0 ? '' : html`<h4>Eerder gevraagd</h4><ol>${earlier}</ol>`}
<h4>Niet zoals verwacht</h4><ul class="misses">${told}</ul>
<h4>Antwoord (${OUTCOME_WORDS[taken.outcome]}${taken.reason === undefined ? '' : `, ${taken.reason}`})</h4>
${taken.answer === '' ? html`<p>Geen.</p>` : html`<p class="answer" dir="auto">${taken.answer}</p>`}
<h4>Bronnen</h4>${sources.length === 0 ? html`<p>Geen.</p>` : html`<ol class="sources">${sources}</ol>`}
</details>`;
}

function outcomesIn(expected: string): string {
  const words = new Map<string, string>(Object.entries(OUTCOME_WORDS));
  return expected.split(' of ').map((outcome) => words.get(outcome) ?? outcome).join(' of ');
}
