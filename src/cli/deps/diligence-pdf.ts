import type { ComparedQuestion, Comparison } from '../../factsheet/diligence/compare.ts';
import type { ReportAnswer, ReportQuestion, ThemeScore } from '../../factsheet/diligence/report.ts';
import type { DiligenceDocument, SnapshotProof } from '../../factsheet/diligence/schema.ts';
import { dateWords, dutchDay } from '../../dutch-time.ts';
import type { Inline } from '../../web/answer-markup.ts';
import type { ComparedSide } from '../../web/pages/diligence/views.ts';
import { countWords, evidenceWords, HOW_SCORED, LEAD, measuredWords, noteWords, originWords, placesOf, pointsOf, scoreWords, verdictWords } from '../../web/pages/diligence/words.ts';
import { inKnownLetters } from '../../workplace/export/letters.ts';
import { writePdf, type Writer } from '../../workplace/export/pdf-writer.ts';

const TITLE = 'Doorlichting van de digitale balie';

/** In the letters of the font, on one line. @throws BalieError `export-letters`. */
const plain = (text: string) => inKnownLetters(text.replaceAll(/\s*\n\s*/g, ' '));
const text = (words: string) => ({ type: 'text' as const, text: plain(words) });
const bold = (words: string): Inline => ({ type: 'bold', children: [text(words)] });

/** A report on paper, tagged for screen readers. */
export function diligencePdf(report: DiligenceDocument, proof: SnapshotProof | undefined, kaderTitle: (urn: string) => string): Promise<Uint8Array> {
  const organisation = plain(report.desk.organisation);
  const at = new Date(proof?.at ?? report.madeAt);
  const day = dateWords(dutchDay(at));
  const state = proof === undefined ? `Zoals het was op ${day}, niet vastgesteld.` : `Nummer ${proof.number}, vastgesteld op ${day}.`;
  return writePdf({ title: TITLE, publisher: organisation, subject: state, keywords: 'AI, doorlichting, due diligence', at }, `${TITLE}, ${organisation}`, (writer) => {
    writer.line('H1', TITLE);
    writer.line('P', plain(`${organisation}. Balie ${report.desk.version}. ${report.kaderVersion}.`));
    writer.mark(state);
    for (const words of [LEAD, HOW_SCORED, measuredWords(report.questions)]) writer.line('P', words);
    scoreTable(writer, report.themes);
    for (const score of report.themes) {
      writer.line('H2', plain(score.title));
      writer.line('P', `${scoreWords(score)}. ${countWords(score)}`);
      for (const question of report.questions.filter(({ theme }) => theme === score.theme)) writeQuestion(writer, question, kaderTitle);
    }
    if (proof === undefined) return;
    writer.line('H2', 'Handtekening');
    for (const [label, value] of [['SHA-256', proof.sha256], ['Sleutel', proof.keyId], ['Handtekening (Ed25519)', proof.signature]] as const) writer.line('P', `${label}: ${value}`);
  });
}

function scoreTable(writer: Writer, themes: readonly ThemeScore[]): void {
  writer.block({
    type: 'table',
    items: [],
    headers: ['Thema', 'Punten', 'Antwoorden', 'Gemeten'],
    rows: themes.map((score) => [score.title, `${pointsOf(score)} van ${score.questions}`, `${score.yes} ja, ${score.partly} deels, ${score.no} nee, ${score.unanswered} open`, String(score.measured)].map((cell) => [text(cell)])),
  });
}

function writeQuestion(writer: Writer, { text: asked, yesWhen, answer, note, kader }: ReportQuestion, kaderTitle: (urn: string) => string): void {
  writer.line('H3', plain(asked));
  writer.block({ type: 'paragraph', inlines: [bold(`Antwoord: ${verdictWords(answer)}. `), text(`Ja als: ${yesWhen}`)] });
  if (answer !== undefined) writeAnswer(writer, answer);
  if (note !== undefined) {
    writer.line('P', plain(`${note.text} ${noteWords(note)}`));
    writeList(writer, note.evidence.map(evidenceWords));
  }
  if (kader.length > 0) writer.line('P', plain(`Algoritmekader: ${kader.map(kaderTitle).join('; ')}.`));
}

function writeAnswer(writer: Writer, answer: ReportAnswer): void {
  if (answer.text.trim() !== '') writer.line('P', plain(answer.text));
  writer.line('P', plain(originWords(answer)));
  if (answer.kind === 'stated') writeList(writer, answer.evidence.map(evidenceWords));
  else if (answer.evidence.length > 0) writer.line('P', plain(`Na te kijken bij: ${placesOf(answer.evidence)}.`));
}

function writeList(writer: Writer, items: readonly string[]): void {
  if (items.length > 0) writer.block({ type: 'bullets', items: items.map((item) => ({ inlines: [text(item)] })) });
}

interface Sides {
  readonly left: ComparedSide;
  readonly right: ComparedSide;
}

/** Two reports beside each other on paper. @throws BalieError `export-letters`. */
export function comparisonPdf({ themes, onlyLeft, onlyRight }: Comparison, sides: Sides, onlyDifferences: boolean, at: Date): Promise<Uint8Array> {
  const [left, right] = [plain(sides.left.name), plain(sides.right.name)];
  const title = 'Twee doorlichtingen naast elkaar';
  return writePdf({ title, publisher: left, subject: `${left} en ${right}`, keywords: 'AI, doorlichting, due diligence', at }, `${title}: ${left} en ${right}`, (writer) => {
    writer.line('H1', title);
    for (const { name, about } of [sides.left, sides.right]) writer.block({ type: 'paragraph', inlines: [bold(`${name}: `), text(about.join(' '))] });
    writer.line('P', `${HOW_SCORED} De balie telt de punten van beide zelf.`);
    writer.block({ type: 'table', items: [], headers: ['Thema', left, right], rows: themes.map((theme) => [theme.title, scoreWords(theme.left), scoreWords(theme.right)].map((cell) => [text(cell)])) });
    for (const theme of themes) {
      const shown = theme.questions.filter(({ isDifferent }) => isDifferent || !onlyDifferences);
      writer.line('H2', plain(theme.title));
      if (shown.length === 0) writer.line('P', 'Alle antwoorden zijn gelijk.');
      for (const question of shown) writeCompared(writer, question, sides);
    }
    for (const [name, questions] of [[left, onlyLeft], [right, onlyRight]] as const) {
      if (questions.length === 0) continue;
      writer.line('H2', `Vragen die alleen ${name} heeft`);
      writeList(writer, questions.map(({ text: asked, answer }) => `${asked} ${verdictWords(answer)}`));
    }
  });
}

function writeCompared(writer: Writer, { text: asked, otherText, left, right, isDifferent }: ComparedQuestion, sides: Sides): void {
  writer.line('H3', plain(asked));
  if (otherText !== undefined) writer.line('P', plain(`${sides.right.name} stelt de vraag zo: ${otherText}`));
  writer.line('P', isDifferent ? 'Het antwoord verschilt.' : 'Het antwoord is gelijk.');
  for (const [{ name }, answer] of [[sides.left, left], [sides.right, right]] as const) {
    writer.block({ type: 'paragraph', inlines: [bold(`${name}: ${verdictWords(answer)}. `), text(answer === undefined ? '' : `${answer.text} ${originWords(answer)}`)] });
  }
}
