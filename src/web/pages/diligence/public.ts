/** What everybody may see of the due diligence. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { article, list, paragraph, part } from '../about/parts.ts';
import { sheetLines } from '../factsheet/parts.ts';
import { FACTSHEET_PATH } from '../factsheet/paths.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { answerBlock, scoreLines } from './parts.ts';
import { PUBLIC_DILIGENCE_PATH } from './paths.ts';
import type { PublicDiligenceView } from './views.ts';
import { HOW_SCORED, LEAD, measuredWords, verdictWords } from './words.ts';

export function publicDiligencePage({ municipality, report, proof }: PublicDiligenceView): Html {
  const parts = [
    paragraph(`Dit is nummer ${proof.number}, vastgesteld op ${momentWords(new Date(proof.at))}. ${measuredWords(report.questions)}`),
    paragraph(HOW_SCORED),
    paragraph(link(FACTSHEET_PATH, 'Naar het gegevensblad')),
    ...report.themes.map((score) =>
      part(score.title, scoreLines(score), html`${report.questions.filter(({ theme }) => theme === score.theme).map((question) => html`<h3 class="utrecht-heading-4">${question.text}</h3><p class="utrecht-paragraph"><strong>Antwoord: ${verdictWords(question.answer)}.</strong> <span class="balie-hint">Ja als: ${question.yesWhen}</span></p>${question.answer === undefined && question.note === undefined ? '' : answerBlock(question)}`)}`)),
    part('Handtekening', sheetLines([{ label: 'Nummer', value: String(proof.number) }, { label: 'SHA-256', value: proof.sha256 }, { label: 'Sleutel', value: proof.keyId }])),
    part('Bestanden', list([link(`${PUBLIC_DILIGENCE_PATH}.pdf`, 'Doorlichting als PDF'), link(`${PUBLIC_DILIGENCE_PATH}.json`, 'Doorlichting als JSON, met handtekening'), link(`${PUBLIC_DILIGENCE_PATH}.schema.json`, 'Beschrijving van de JSON')])),
  ];
  return article({ municipality, title: 'Doorlichting', heading: 'Doorlichting van de digitale balie', lead: LEAD, path: PUBLIC_DILIGENCE_PATH, parts });
}
