import { afterAll, beforeAll, expect, it } from 'vitest';
import { find } from '../../../src/answer/answering/find.ts';
import type { TurnContext, TurnPorts } from '../../../src/answer/context.ts';
import { openGuard } from '../../../src/cli/desk/guard.ts';
import { readConfig } from '../../../src/config/config.ts';
import { documentSearch } from '../../../src/cli/desk/document-search.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { noteProgress } from '../../../src/knowledge/vectors/embedding-models.ts';
import { embedMissing } from '../../../src/knowledge/vectors/embeddings.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { openTestEmbedder, type TestEmbedder } from '../../support/embedder.ts';
import { type OllamaHost, startOllamaHost } from '../../support/ollama-host/index.ts';
import { assistant } from '../../support/passages.ts';
import { collection, document } from './support.ts';

let db: Database;
let host: OllamaHost;
let embedder: TestEmbedder;
beforeAll(async () => {
  db = await openTestDatabase();
  host = await startOllamaHost({ models: [{ name: 'e5', kind: 'embedding' }], dimensions: 8 });
  embedder = openTestEmbedder({ urls: [host.url] });
});
afterAll(async () => {
  await embedder.close();
  await host.stop();
  await db.close();
});

it('a follow-up costs one vector and one re-ranking, however much is looked up of what it is about', async () => {
  await syncCollections(db, [collection('open')]);
  const texts = ['Grofvuil halen wij op. U krijgt binnen een week antwoord, per brief of per mail.', 'Grofvuil brengen mag bij de milieustraat.'];
  await putDocuments(db, texts.map((text, n) => document(`grofvuil ${n}`, [text])));
  await embedMissing(db, embedder, { batch: 4, signal: new AbortController().signal });
  await noteProgress(db, { model: embedder.model, host: embedder.host, refused: 0 });
  const before = host.requests.length;
  const judged: string[] = [];
  const reranker = { rerank: async (question: string, passages: readonly string[]) => (judged.push(question), passages.map((_, n) => n)) };

  const questions = ['Halen jullie grofvuil op?', 'wanneer krijg ik antwoord?', 'krijg ik een brief?'];
  const history = questions.slice(0, -1).map((question) => ({ question, answer: 'Antwoord.' }));
  const context = { assistant, history, question: questions.at(-1) ?? '' } as unknown as TurnContext;
  const search = documentSearch(db, embedder, { reranker });
  await find(context, { search, guard: openGuard(readConfig({})) } as Partial<TurnPorts> as TurnPorts, new AbortController().signal);

  const searched = questions.toReversed().join(' ');
  expect(judged).toEqual([searched]);
  expect(host.requests.slice(before).filter(({ path }) => path === '/api/embed').map(({ body }) => body['input'])).toEqual([[searched]]);
});
