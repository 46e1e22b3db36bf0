import { html, raw } from 'hono/html';
import { dateWords } from '../../dutch-time.ts';
import type { Fall } from '../../knowledge/evaluation/baseline-file.ts';
import type { Rates } from '../rates.ts';
import type { JudgedCase } from '../run-cases.ts';
import { failingCases } from './cases.ts';
import { kindsTable, ratesTable } from './tables.ts';
import { reportStyles } from './styles.ts';

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
