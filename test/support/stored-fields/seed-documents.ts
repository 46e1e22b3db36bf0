/** Payloads in all that is known of documents and of where they come from. */
import { randomUUID } from 'node:crypto';
import type { TestDesk } from '../desk.ts';
import { documents } from '../documents.ts';
import { putDocument } from '../put-document.ts';
import type { Payloads } from './payloads.ts';

export interface SeededDocuments {
  readonly sourceId: string;
  readonly documentId: string;
  /** Of a source that something is gone from. */
  readonly run: string;
}

export async function seedDocuments({ db }: TestDesk, p: Payloads): Promise<SeededDocuments> {
  const [base] = documents;
  if (base === undefined) throw new Error('no document to copy');
  const sourceId = p.of('documents.source_id');
  const source = `path:${p.of('documents.source')}`;
  const url = `https://www.lindewaarde.example/?${p.of('documents.url').replaceAll(' ', '/')}`;
  await putDocument(db, {
    ...base, sourceId, source, url, title: p.of('documents.title'), owner: p.of('documents.owner'), digest: 'b'.repeat(64),
    passages: [{ headings: [p.of('passages.headings')], text: `Een zebra kost € 4.711. ${p.of('passages.text')} [klik](${p.address('passages.text: link')})` }],
  });
  const quality = {
    pages: 4, warnings: [p.of('documents.quality')], garbled: { share: 0.04, examples: [p.of('documents.quality: examples')] }, hidden: { count: 1 },
    hiddenText: [{ reason: 'colour', page: 1, place: p.of('documents.quality: place'), text: p.of('documents.quality: text') }], language: { code: p.of('documents.language') },
  };
  await db.query('UPDATE documents SET quality = $2, corrections = $3, metadata = $4, container = $5, url = $6 WHERE source_id = $1', [
    sourceId, JSON.stringify(quality), JSON.stringify({ title: p.of('documents.corrections') }), JSON.stringify({ owner: p.of('documents.metadata') }), p.of('documents.container'), url,
  ]);
  const [document] = await db.query<{ id: string }>('SELECT id FROM documents WHERE source_id = $1', [sourceId]);
  await db.query('UPDATE collections SET title = $1, owner = $2 WHERE id = $3', [p.of('collections.title'), p.of('collections.owner'), 'producten']);
  await db.query(
    `INSERT INTO deliveries (id, collection_id, source_id, source, file_name, content_type, container, root, metadata, state, fault, detail)
     VALUES ($1, 'producten', $2, $3, $4, $5, $6, $7, $8, 'failed', 'document-corrupt', $9)`,
    [randomUUID(), p.of('deliveries.source_id'), p.of('deliveries.source'), p.of('deliveries.file_name'), p.of('deliveries.content_type'), p.of('deliveries.container'), p.of('deliveries.root'), JSON.stringify({ title: p.of('deliveries.metadata') }), p.of('deliveries.detail')],
  );
  const run = randomUUID();
  await db.query(
    `INSERT INTO runs (id, collection_id, source, state, found, unchanged, kept, left_out, notes, ended_at) VALUES ($1, 'producten', $2, 'ended', 3, 1, $3, $4, $5, now())`,
    [run, source, [p.of('runs.kept')], JSON.stringify({ [p.of('runs.left_out')]: 2 }), [p.of('runs.notes')]],
  );
  await db.query('UPDATE runs SET kept = kept || $2::text WHERE id = $1', [run, sourceId]);
  await db.query(`INSERT INTO runs (id, collection_id, source, state, fault, detail, ended_at) VALUES ($1, 'producten', $2, 'failed', 'address-unreachable', $3, now())`, [randomUUID(), `path:${p.of('runs.source')}`, p.of('runs.detail')]);
  await db.query(
    `INSERT INTO document_events (run_id, collection_id, source_id, outcome, title, warnings, fault, detail)
     VALUES ($1, 'producten', $2, 'failed', $3, $4, 'document-corrupt', $5)`,
    [run, p.of('document_events.source_id'), p.of('document_events.title'), [p.of('document_events.warnings')], p.of('document_events.detail')],
  );
  await db.query(`INSERT INTO places (collection_id, name, path) VALUES ('producten', $1, $2)`, [p.of('places.name'), p.of('places.path')]);
  return { sourceId, documentId: document?.id ?? '', run };
}
