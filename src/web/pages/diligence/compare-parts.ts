/** Two reports beside each other, on the page and in the file. What the other wrote is text alone: its addresses are no links here. */
import { html } from 'hono/html';
import type { ComparedQuestion, ComparedTheme, Comparison } from '../../../factsheet/diligence/compare.ts';
import type { ReportAnswer, ReportQuestion } from '../../../factsheet/diligence/report.ts';
import type { Html } from '../html.ts';
import type { ComparedSide } from './views.ts';
import { countWords, evidenceWords, HOW_SCORED, originWords, scoreWords, verdictWords } from './words.ts';

interface Sides {
  readonly left: ComparedSide;
  readonly right: ComparedSide;
}

export function comparisonBlocks({ themes, onlyLeft, onlyRight }: Comparison, sides: Sides, onlyDifferences: boolean): Html {
  const different = themes.reduce((sum, { questions }) => sum + questions.filter(({ isDifferent }) => isDifferent).length, 0);
  const both = themes.reduce((sum, { questions }) => sum + questions.length, 0);
  return html`<div class="balie-sides">${[sides.left, sides.right].map(({ name, about }) => html`<div class="balie-side"><h2 class="utrecht-heading-3">${name}</h2>${about.map((line) => html`<p class="balie-hint">${line}</p>`)}</div>`)}</div>
      <p class="utrecht-paragraph"><strong>${both} vragen staan in beide. ${differenceWords(different)}</strong></p>
      <p class="utrecht-paragraph">${HOW_SCORED} De balie telt de punten van beide zelf.</p>
      ${themes.map((theme) => themeBlock(theme, sides, onlyDifferences))}
      ${apart(`Vragen die alleen ${sides.left.name} heeft`, onlyLeft)}${apart(`Vragen die alleen ${sides.right.name} heeft`, onlyRight)}`;
}

function differenceWords(different: number): string {
  if (different === 0) return 'Ze geven overal hetzelfde antwoord.';
  return different === 1 ? 'Eén daarvan heeft een ander antwoord.' : `${different} daarvan hebben een ander antwoord.`;
}

function themeBlock({ title, left, right, questions }: ComparedTheme, sides: Sides, onlyDifferences: boolean): Html {
  const shown = questions.filter(({ isDifferent }) => isDifferent);
  const same = onlyDifferences ? [] : questions.filter(({ isDifferent }) => !isDifferent);
  return html`<section class="balie-section"><h2 class="utrecht-heading-3">${title}</h2>
      <div class="balie-sides">${([[sides.left, left], [sides.right, right]] as const).map(([{ name }, score]) => html`<div class="balie-side"><p class="utrecht-paragraph"><strong>${name}: ${scoreWords(score)}</strong></p><p class="balie-hint">${countWords(score)}</p></div>`)}</div>
      <h3 class="utrecht-heading-4">Verschillen</h3>
      ${shown.length === 0 ? html`<p class="utrecht-paragraph">${questions.length === 0 ? 'Geen van deze vragen staat in beide.' : 'Alle antwoorden zijn gelijk.'}</p>` : shown.map((question) => questionBlock(question, sides))}
      ${same.length === 0 ? '' : html`<details class="balie-details"><summary>Gelijk: ${same.length} ${same.length === 1 ? 'vraag' : 'vragen'}</summary>${same.map((question) => questionBlock(question, sides))}</details>`}
    </section>`;
}

function questionBlock({ text, otherText, left, right }: ComparedQuestion, { left: mine, right: theirs }: Sides): Html {
  return html`<section class="question balie-compared"><h4 class="utrecht-heading-5">${text}</h4>${otherText === undefined ? '' : html`<p class="balie-hint">${theirs.name} stelt de vraag zo: ${otherText}</p>`}
      <div class="balie-sides">${side(mine.name, left)}${side(theirs.name, right)}</div></section>`;
}

function side(name: string, answer: ReportAnswer | undefined): Html {
  return html`<div class="balie-side"><p class="utrecht-paragraph"><strong>${name}: ${verdictWords(answer)}</strong></p>${answer === undefined ? '' : html`<p class="balie-lines">${answer.text}</p><p class="balie-hint">${originWords(answer)}</p>${proven(answer)}`}</div>`;
}

function proven(answer: ReportAnswer): Html {
  const evidence = answer.kind === 'measured' ? answer.evidence : answer.evidence.map(evidenceWords);
  return evidence.length === 0 ? html`` : html`<p class="balie-hint">Bewijs: ${evidence.join('; ')}.</p>`;
}

function apart(title: string, questions: readonly ReportQuestion[]): Html {
  if (questions.length === 0) return html``;
  return html`<section class="balie-section"><h2 class="utrecht-heading-3">${title}</h2><ul class="utrecht-unordered-list">${questions.map(({ text, answer }) => html`<li class="utrecht-unordered-list__item">${text} <strong>${verdictWords(answer)}</strong></li>`)}</ul></section>`;
}
