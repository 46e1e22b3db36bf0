import { parseAnswer } from '../../web/answer-markup.ts';
import { type ExportDocument, type ExportPart, MARK, SOURCE_TYPE, sourceWords } from './document.ts';
import { inKnownLetters } from './letters.ts';
import { writePdf, type Writer } from './pdf-writer.ts';

/** What of a document stands on paper and under its bookmarks, in the letters of the font. @throws BalieError `export-letters`. */
function inLetters(document: ExportDocument): ExportDocument {
  const known = inKnownLetters;
  const parts = document.parts.map(({ question, answer, sources }) => ({
    question: known(question),
    answer: known(answer),
    sources: sources.map((source) => ({ ...source, title: known(source.title), headings: source.headings.map(known) })),
  }));
  return { ...document, title: known(document.title), publisher: known(document.publisher), parts };
}

/** What a program reads of who made it. */
const XMP = `<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><Iptc4xmpExt:DigitalSourceType>${SOURCE_TYPE}</Iptc4xmpExt:DigitalSourceType></rdf:Description>`;

/** As a tagged PDF (PDF/UA): with language, title, headings, lists, tables and links that a screen reader knows. */
export async function pdfOf(given: ExportDocument): Promise<Uint8Array> {
  const { title, publisher, made, asked, parts } = inLetters(given);
  return writePdf({ title, publisher, subject: MARK, keywords: 'AI, concept', at: new Date(made.at), xmp: XMP }, MARK, (writer) => {
    writer.line('H1', title);
    writer.mark(MARK);
    writer.line('P', `${publisher}, ${made.words}`);
    for (const part of parts) writePart(writer, part, asked);
  });
}

function writePart(writer: Writer, { question, answer, sources }: ExportPart, asked: string): void {
  writer.line('H2', asked);
  for (const line of question.split('\n')) if (line.trim() !== '') writer.line('P', line);
  writer.line('H2', 'Antwoord');
  for (const block of parseAnswer(answer)) writer.block(block);
  if (sources.length > 0) writer.line('H3', 'Bronnen');
  for (const source of sources) writer.link(`[${source.number}] ${sourceWords(source)}`, source.url);
}
