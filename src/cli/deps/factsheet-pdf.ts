import { calledIn, type FactsheetDocument } from '../../factsheet/public/document.ts';
import type { Publication } from '../../factsheet/factsheet.ts';
import { assistantSheet, deskSheet, type SheetLine, type SheetPart } from '../../web/pages/factsheet/sheet.ts';
import { dayIn, SHEET_WORDS } from '../../web/pages/factsheet/words.ts';
import { inKnownLetters } from '../../workplace/export/letters.ts';
import { writePdf, type Writer } from '../../workplace/export/pdf-writer.ts';

/** The whole factsheet on paper, in Dutch, tagged for screen readers. */
export function factsheetPdf(document: FactsheetDocument, publication: Omit<Publication, 'document'> | undefined): Promise<Uint8Array> {
  const { facts } = document;
  const words = SHEET_WORDS.nl;
  const organisation = inKnownLetters(facts.desk.organisation.value);
  const state = publication === undefined ? words.draft : `Nummer ${publication.number}, gepubliceerd op ${dayIn(publication.at.toISOString(), 'nl')}.`;
  const at = publication?.at ?? new Date(facts.madeAt);
  return writePdf({ title: `${words.title} van de digitale balie`, publisher: organisation, subject: state, keywords: 'AI, gegevensblad', at }, `${words.title}, ${organisation}`, (writer) => {
    writer.line('H1', `${words.title} van de digitale balie`);
    writer.line('P', organisation);
    writer.mark(state);
    writer.line('P', words.lead);
    for (const part of deskSheet(document, 'nl')) writePart(writer, part, 'H2');
    for (const { name } of facts.assistants) {
      writer.line('H2', inKnownLetters(`Assistent ${calledIn(document, name)}`));
      for (const part of assistantSheet(document, name, 'nl') ?? []) writePart(writer, part, 'H3');
    }
    if (publication === undefined) return;
    writer.line('H2', words.proof);
    for (const [label, value] of [[words.digest, publication.sha256], [words.key, publication.keyId]] as const) writer.line('P', `${label}: ${value}`);
  });
}

function writePart(writer: Writer, { title, things }: SheetPart, tag: 'H2' | 'H3'): void {
  writer.line(tag, inKnownLetters(title));
  if (things.every(({ lines }) => lines.length === 0)) writer.line('P', SHEET_WORDS.nl.noneHere);
  for (const thing of things) {
    if (thing.title !== undefined) writer.block({ type: 'paragraph', inlines: [{ type: 'bold', children: [{ type: 'text', text: inKnownLetters(thing.title) }] }] });
    if (thing.lines.length > 0) writer.block({ type: 'bullets', items: thing.lines.map((line) => ({ inlines: [{ type: 'bold', children: [{ type: 'text', text: inKnownLetters(`${line.label}: `) }] }, { type: 'text', text: inKnownLetters(valueOf(line)) }] })) });
  }
}

function valueOf({ value, origin }: SheetLine): string {
  const text = typeof value === 'string' ? value : value.map(({ title, link }) => (link === undefined ? title : `${title} (${link})`)).join('; ');
  return [text, ...(origin === undefined ? [] : [`(${origin})`])].join(' ').replaceAll('\n', ' ');
}
