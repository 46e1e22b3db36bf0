/** Pieces that the pages of the due diligence share. */
import { html } from 'hono/html';
import type { AttachedEvidence } from '../../../factsheet/diligence/answer.ts';
import type { ReportAnswer, ReportQuestion, ThemeScore } from '../../../factsheet/diligence/report.ts';
import { tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { countWords, isExpired, noteWords, originWords, placesOf, scoreWords, verdictWords } from './words.ts';

const TONES = { yes: 'good', partly: 'warning', no: 'bad' } as const;

export function verdictTag(answer: ReportAnswer | undefined): Html {
  return tag(verdictWords(answer), answer === undefined ? 'calm' : TONES[answer.verdict]);
}

/** In words, and once more as a bar for who looks: the parts differ in height too, so that it needs no colours. */
export function scoreLines(score: ThemeScore): Html {
  return html`<p class="utrecht-paragraph"><strong>${scoreWords(score)}</strong>. ${countWords(score)}</p>${scoreBar(score)}`;
}

const BAR = { width: 300, height: 12 } as const;

/** Drawn in the colour of the text, which reads in every theme. */
function scoreBar({ questions, yes, partly, no, unanswered }: ThemeScore): Html {
  if (questions === 0) return html``;
  let left = 0;
  const parts = [{ count: yes, share: 1, opacity: 1 }, { count: partly, share: 0.6, opacity: 0.7 }, { count: no, share: 0.3, opacity: 0.5 }, { count: unanswered, share: 0.08, opacity: 0.5 }].map(({ count, share, opacity }) => {
    const width = (count / questions) * BAR.width;
    const x = left;
    left += width;
    const height = BAR.height * share;
    return count === 0 ? '' : html`<rect x="${x.toFixed(1)}" y="${(BAR.height - height).toFixed(1)}" width="${Math.max(1, width - 2).toFixed(1)}" height="${height.toFixed(1)}" fill="currentColor" fill-opacity="${opacity}"></rect>`;
  });
  return html`<svg aria-hidden="true" focusable="false" width="100%" height="${BAR.height}" viewBox="0 0 ${BAR.width} ${BAR.height}" preserveAspectRatio="none">${parts}</svg>`;
}

/** What was answered, where that comes from and what proves it. */
export function answerBlock({ answer, note }: Pick<ReportQuestion, 'answer' | 'note'>, fileLink?: (sha256: string) => string): Html {
  if (answer === undefined) return html`<p class="balie-row__facts">Nog niet beantwoord.</p>${note === undefined ? '' : noteBlock(note, fileLink)}`;
  return html`<p class="balie-lines">${answer.text}</p><p class="balie-hint">${originWords(answer)}</p>
      ${answer.kind === 'stated' ? evidenceList(answer.evidence, fileLink) : answer.evidence.length === 0 ? '' : html`<p class="balie-hint">Na te kijken bij: ${placesOf(answer.evidence)}.</p>`}
      ${note === undefined ? '' : noteBlock(note, fileLink)}`;
}

function noteBlock(note: NonNullable<ReportQuestion['note']>, fileLink?: (sha256: string) => string): Html {
  return html`<p class="balie-lines">${note.text}</p><p class="balie-hint">${noteWords(note)}</p>${evidenceList(note.evidence, fileLink)}`;
}

function evidenceList(evidence: readonly AttachedEvidence[], fileLink?: (sha256: string) => string): Html {
  if (evidence.length === 0) return html``;
  const item = ({ title, link: address, file }: AttachedEvidence) => html`${address === undefined ? title : link(address, title)}${file === undefined ? '' : html` <span class="balie-hint">(bestand ${fileLink === undefined ? html`met SHA-256 ${file.sha256}` : link(fileLink(file.sha256), `openen${file.name === undefined ? '' : `: ${file.name}`}`)})</span>`}`;
  return html`<ul class="utrecht-unordered-list" aria-label="Bewijs">${evidence.map((one) => html`<li class="utrecht-unordered-list__item">${item(one)}</li>`)}</ul>`;
}

/** A question with its verdict, for a list. */
export function questionHead(question: ReportQuestion, title: Html): Html {
  return html`<p class="balie-row__head"><span class="balie-row__title">${title}</span> ${verdictTag(question.answer)}${isExpired(question) ? html` ${tag('verlopen', 'warning')}` : ''}${question.answer?.kind === 'measured' ? html` ${tag('gemeten', 'calm')}` : ''}</p>`;
}

export function kaderList(kader: readonly string[], title: (urn: string) => string): Html {
  return kader.length === 0 ? html`` : html`<p class="balie-hint">Algoritmekader: ${kader.map(title).join('; ')}.</p>`;
}
