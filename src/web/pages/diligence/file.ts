/** A report, or two beside each other, as one file that opens and prints anywhere: no scripts, nothing that is loaded. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { Comparison } from '../../../factsheet/diligence/compare.ts';
import type { ReportQuestion } from '../../../factsheet/diligence/report.ts';
import { fileHead } from '../keeping/file-head.ts';
import { fileStyles } from '../keeping/file-styles.ts';
import type { Html } from '../html.ts';
import { comparisonBlocks } from './compare-parts.ts';
import { answerBlock, kaderList, scoreLines } from './parts.ts';
import type { ComparedSide, ShownSnapshot } from './views.ts';
import { HOW_SCORED, LEAD, measuredWords, verdictWords } from './words.ts';

/** On paper a question stays with its answer. */
const STYLES = `${fileStyles}
.balie-hint { font-size: .9em; }
section.question { border-top: 1px solid; margin-top: 1.5rem; padding-top: .75rem; }
.balie-sides { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); }
.balie-side > :first-child { margin-top: 0; }
svg { display: block; margin-bottom: 1rem; max-width: 30rem; }
@media print { body { font-size: 10.5pt; } main { max-width: none; padding: 0; } section.question { break-inside: avoid; } h2, h3 { break-after: avoid; } }
`;

function filePage(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="nl">
  ${fileHead(title, STYLES)}
  <body><main>${content}</main></body>
</html>`;
}

export function reportFile({ report, proof }: ShownSnapshot, kaderTitle: (urn: string) => string): Html {
  const { organisation, version } = report.desk;
  return filePage(`Doorlichting ${proof.number} | ${organisation}`, html`<h1>Doorlichting van de digitale balie</h1>
      <p>${organisation}. Nummer ${proof.number}, vastgesteld op ${momentWords(new Date(proof.at))}. Balie ${version}, ${report.kaderVersion}.</p>
      <p class="note">${LEAD}</p>
      <p>${HOW_SCORED}</p>
      <p>${measuredWords(report.questions)}</p>
      ${report.themes.map((score) => html`<h2>${score.title}</h2>${scoreLines(score)}${report.questions.filter(({ theme }) => theme === score.theme).map((question) => questionBlock(question, kaderTitle))}`)}
      <h2>Handtekening</h2>
      <p class="balie-lines">SHA-256: ${proof.sha256}
Sleutel: ${proof.keyId}
Handtekening (Ed25519): ${proof.signature}</p>
      <p>Met het JSON-bestand kan iedereen nagaan of dit rapport nog is zoals de balie het vaststelde.</p>`);
}

function questionBlock(question: ReportQuestion, kaderTitle: (urn: string) => string): Html {
  return html`<section class="question"><h3>${question.text}</h3><p><strong>Antwoord: ${verdictWords(question.answer)}.</strong> <span class="balie-hint">Ja als: ${question.yesWhen}</span></p>${question.answer === undefined && question.note === undefined ? '' : answerBlock(question)}${kaderList(question.kader, kaderTitle)}</section>`;
}

export function comparisonFile(comparison: Comparison, sides: { readonly left: ComparedSide; readonly right: ComparedSide }, onlyDifferences: boolean): Html {
  return filePage(`Doorlichtingen vergeleken: ${sides.left.name} en ${sides.right.name}`, html`<h1>Twee doorlichtingen naast elkaar</h1>${comparisonBlocks(comparison, sides, onlyDifferences)}`);
}
