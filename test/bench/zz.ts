import { readFileSync } from 'node:fs';
import { splitIntoPassages } from '../../ingest/passages.ts';
import { putDocuments } from '../../src/knowledge/put-documents.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import { openScratchDatabase } from '../../src/store/open.ts';
import { sha256 } from '../../src/knowledge/text.ts';
import { corrections } from '../../src/knowledge/spelling.ts';
import { SEARCH } from '../../src/knowledge/search-sql.ts';
const db = await openScratchDatabase(process.env['DATABASE_URL']);
await syncCollections(db, [{ id: 'beir', title: 'x', owner: 'y', readers: ['resident'] }]);
const t0 = performance.now();
const docs = readFileSync('/work/shared/data/retrieval-nl/corpus.jsonl','utf8').trim().split('\n').map((l) => JSON.parse(l)).map(({ _id, text }) => ({ collectionId: 'beir', sourceId: _id, source: 'e', title: (text.trim().split('\n')[0] ?? 'x').slice(0,200) || 'x', mediaType: 'text/plain', original: Buffer.from(text), digest: sha256(text), passages: splitIntoPassages([{ headings: [], text }]) }));
for (let i = 0; i < docs.length; i += 500) await putDocuments(db, docs.slice(i, i + 500));
await db.query('ANALYZE');
console.log('load', Math.round(performance.now() - t0));
const q = 'Wanneer moet ik een omgevingsvergunnnig aanvargen voor een dakkapel?';
const p = [q, ['resident'], null, '2026-11-25'];
for (let i = 0; i < 3; i++) { const t = performance.now(); const r = await corrections(db, p); console.log('unknown ms', (performance.now() - t).toFixed(1), r.length); }
const sp = ['Wanneer moet ik een omgevingsvergunning aanvragen voor een dakkapel?', ['resident'], null, '2026-11-25', 3, 8, null, null];
for (let i = 0; i < 5; i++) { const t = performance.now(); await db.query(SEARCH, sp); console.log('search ms', (performance.now() - t).toFixed(1)); }
await db.close();
