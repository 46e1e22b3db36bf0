import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { noteProgress } from '../../../src/knowledge/vectors/embedding-models.ts';
import { embedMissing } from '../../../src/knowledge/vectors/embeddings.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { openTestEmbedder, type TestEmbedder } from '../../support/embedder.ts';
import { type OllamaHost, startOllamaHost } from '../../support/ollama-host/index.ts';
import { collection, document } from './support.ts';

export const oldModel = { name: 'oud', kind: 'embedding' } as const;
export const newModel = { name: 'nieuw', kind: 'embedding' } as const;
export const never = new AbortController().signal;

/** Ten passages without a vector, and a host with two embedding models; new for each test. */
export interface Embedding {
  readonly db: Database;
  readonly host: OllamaHost;
  embedder(model: string, queryPrefix: string, passagePrefix?: string): TestEmbedder;
  note(by: TestEmbedder, refused?: number): Promise<boolean>;
  embedAll(by: TestEmbedder): Promise<boolean>;
  /** Four of the ten passages, as when the work has just begun. */
  embedSome(by: TestEmbedder): Promise<boolean>;
  /** How many passages have a vector, by model. */
  counts(): Promise<Record<string, number>>;
}

/** Registers the hooks that make it. */
export function embedding(): Embedding {
  let made: TestEmbedder[] = [];
  const own = {
    embedder(model, queryPrefix, passagePrefix = '') {
      const one = openTestEmbedder({ urls: [own.host.url], model, queryPrefix, passagePrefix });
      made.push(one);
      return one;
    },
    note: (by, refused = 0) => noteProgress(own.db, { model: by.model, host: by.host, refused }),
    async embedAll(by) {
      await embedMissing(own.db, by, { batch: 4, signal: never });
      return own.note(by);
    },
    async embedSome(by) {
      const stop = new AbortController();
      const onProgress = () => stop.abort(new Error('genoeg'));
      await expect(embedMissing(own.db, by, { batch: 4, signal: stop.signal, onProgress })).rejects.toThrow('genoeg');
      return own.note(by);
    },
    counts: async () =>
      Object.fromEntries((await own.db.query<{ model: string; n: number }>('SELECT model, count(*) AS n FROM passage_embeddings GROUP BY 1')).map(({ model, n }) => [model, n])),
  } as { -readonly [Key in keyof Embedding]: Embedding[Key] };
  beforeAll(async () => void (own.db = await openTestDatabase()));
  afterAll(() => own.db.close());
  beforeEach(async () => {
    own.host = await startOllamaHost({ models: [oldModel, newModel], dimensions: 8 });
    await own.db.query('DELETE FROM collections');
    await own.db.query('DELETE FROM embedding_models');
    await syncCollections(own.db, [collection('open')]);
    await putDocuments(own.db, Array.from({ length: 10 }, (_, n) => document(`${n}`, [`tekst ${n}`])));
    return async () => {
      for (const one of made) await one.close();
      made = [];
      await own.host.stop();
    };
  });
  return own;
}
