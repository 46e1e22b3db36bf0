/** What answers and scores are called, on pages and on paper. */
import { GROUP_WORDS } from '../../../factsheet/lines/line.ts';
import { dateWords, dutchDay } from '../../../dutch-time.ts';
import type { AttachedEvidence } from '../../../factsheet/diligence/answer.ts';
import type { Verdict } from '../../../factsheet/diligence/question.ts';
import type { ReportAnswer, ReportQuestion, ThemeScore } from '../../../factsheet/diligence/report.ts';

export const LEAD = 'Een doorlichting laat zien hoe deze balie ervoor staat. Een ander woord is due diligence: nagaan wat iets waard is voordat u het overneemt.';
export const HOW_SCORED = 'Elke vraag kan ja, deels of nee als antwoord hebben. Ja is goed. Een ja telt als één punt en deels als een half punt. Een nee telt niet mee, en een open vraag ook niet. Er is geen cijfer voor het geheel: een goed thema maakt een slecht thema niet goed.';

export const VERDICTS: Readonly<Record<Verdict, string>> = { yes: 'ja', partly: 'deels', no: 'nee' };

export function verdictWords(answer: Pick<ReportAnswer, 'verdict'> | undefined): string {
  return answer === undefined ? 'open' : VERDICTS[answer.verdict];
}

const dayOf = (at: string) => dateWords(dutchDay(new Date(at)));

/** Where an answer comes from. */
export function originWords(answer: ReportAnswer): string {
  if (answer.kind === 'measured') return `Gemeten door ${answer.by}, op ${dayOf(answer.at)}.`;
  const review = answer.expired === undefined ? `Opnieuw nakijken op ${dateWords(answer.reviewOn)}.` : `Verlopen: dit had nagekeken moeten zijn op ${dateWords(answer.reviewOn)}. Het antwoord was toen ${VERDICTS[answer.expired]}.`;
  return `Gezegd door ${answer.role}, op ${dayOf(answer.at)}. ${review}`;
}

export function noteWords({ role, at }: NonNullable<ReportQuestion['note']>): string {
  return `Toelichting van ${role}, op ${dayOf(at)}.`;
}

/** What proves it, each in words. */
export function evidenceWords({ title, link, file }: AttachedEvidence): string {
  return [title, ...(link === undefined ? [] : [`(${link})`]), ...(file === undefined ? [] : [`(bestand, SHA-256 ${file.sha256})`])].join(' ');
}

const half = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 });

export function pointsOf({ yes, partly }: Pick<ThemeScore, 'yes' | 'partly'>): string {
  return half.format(yes + partly / 2);
}

/** `7,5 van 12 punten (63%)`. */
export function scoreWords(score: ThemeScore): string {
  return score.questions === 0 ? 'geen vragen' : `${pointsOf(score)} van ${score.questions} punten (${percentWords((score.yes + score.partly / 2) / score.questions)})`;
}

function percentWords(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** How it is made. */
export function countWords({ yes, partly, no, unanswered, measured, stated }: ThemeScore): string {
  return `${yes} ja, ${partly} deels, ${no} nee, ${unanswered} open. ${measured} gemeten, ${stated} gezegd door mensen.`;
}

/** All questions that are measured, of all. */
export function measuredWords(questions: readonly ReportQuestion[]): string {
  const measured = questions.filter(({ answer }) => answer?.kind === 'measured').length;
  return `${measured} van de ${questions.length} vragen (${percentWords(questions.length === 0 ? 0 : measured / questions.length)}) beantwoordt de balie zelf met een meting. De andere antwoorden geven mensen.`;
}

export function isExpired({ answer }: Pick<ReportQuestion, 'answer'>): boolean {
  return answer?.kind === 'stated' && answer.expired !== undefined;
}

const PLACES: Readonly<Record<string, string>> = { ...GROUP_WORDS, probe: 'Proeven', sbom: 'Stuklijst van software', 'built-in': 'Wat vast in deze versie zit', records: 'Algoritmeregister' };

/** Where what was measured can be looked up: the files have its id too. */
export function placesOf(evidence: readonly string[]): string {
  return [...new Set(evidence.map((id) => PLACES[id.split('/')[0] ?? ''] ?? 'Eigen registratie'))].join(', ');
}
