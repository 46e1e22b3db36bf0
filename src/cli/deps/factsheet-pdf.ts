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
  const state = publication === undefined ? words.draft : publishedWords(publication);
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
    if (publication !== undefined) writeProof(writer, publication);
  });
}

/** Of one whose form this version cannot show: which it is, and where all of it stands. */
export function olderFactsheetPdf(name: string, publication: Omit<Publication, 'document'>): Promise<Uint8Array> {
  const words = SHEET_WORDS.nl;
  const [title, organisation, state] = [`${words.title} van de digitale balie`, inKnownLetters(name), publishedWords(publication)];
  return writePdf({ title, publisher: organisation, subject: state, keywords: 'AI, gegevensblad', at: publication.at }, `${words.title}, ${organisation}`, (writer) => {
    writer.line('H1', title);
    writer.line('P', organisation);
    writer.mark(state);
    writer.line('P', `${words.older} /factsheet.json`);
    writeProof(writer, publication);
  });
}

function publishedWords({ number, at }: Pick<Publication, 'number' | 'at'>): string {
  return `Nummer ${number}, gepubliceerd op ${dayIn(at.toISOString(), 'nl')}.`;
}

function writeProof(writer: Writer, { sha256, keyId }: Pick<Publication, 'sha256' | 'keyId'>): void {
  const words = SHEET_WORDS.nl;
  writer.line('H2', words.proof);
  for (const [label, value] of [[words.digest, sha256], [words.key, keyId]] as const) writer.line('P', `${label}: ${value}`);
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
