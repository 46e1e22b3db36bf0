import { createHash } from 'node:crypto';
import type { DocumentInput } from '../../src/knowledge/types.ts';

function document(collectionId: string, sourceId: string, title: string, text: string, parts: Partial<DocumentInput> = {}): DocumentInput {
  const original = Buffer.from(text);
  const digest = createHash('sha256').update(sourceId).update(text).digest('hex');
  return { collectionId, sourceId, source: 'folder', title, mediaType: 'text/markdown', original, digest, passages: [{ headings: ['Kosten'], text }], ...parts };
}

/** A handful of documents for tests of the desk: of residents, of employees, expired, and a web page with a script in it. */
export const documents: readonly DocumentInput[] = [
  document('producten', 'paspoort.md', 'Paspoort aanvragen', 'Een paspoort voor volwassenen kost € 86,20. U betaalt bij de balie van het stadhuis.', {
    url: 'https://www.lindewaarde.example/paspoort',
  }),
  document('producten', 'rijbewijs.md', 'Rijbewijs aanvragen', 'Een rijbewijs kost € 51,40. U haalt het rijbewijs na vijf werkdagen op.'),
  document('producten', 'verhuizing.md', 'Verhuizing doorgeven', 'Geef uw verhuizing door vanaf vier weken voor de verhuizing tot vijf dagen erna.'),
  document('producten', 'energietoeslag.md', 'Energietoeslag 2023', 'De energietoeslag was € 800. Aanvragen kon bij de gemeente.', {
    validUntil: '2024-06-30',
  }),
  document('producten', 'afval.html', 'Afval <script>alert(1)</script>', 'Grofvuil wordt op afspraak opgehaald. <img src=x onerror=alert(1)>', {
    mediaType: 'text/html',
  }),
  document('intern', 'handboek.md', 'Handboek medewerkers', 'Ziekmelden doet u voor negen uur bij uw teamleider. De toegangscode hangt in de kluis.'),
  document('producten', 'leges.pdf', 'Legesverordening', 'Voor een huwelijk op zaterdag betaalt u leges van € 912.', {
    mediaType: 'application/pdf',
    passages: [{ page: 3, headings: ['Tarieventabel'], text: 'Voor een huwelijk op zaterdag betaalt u leges van € 912.' }],
  }),
];
