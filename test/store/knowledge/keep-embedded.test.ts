import { describe, expect, it } from 'vitest';
import { keepEmbedded } from '../../../src/cli/keeping/keep-embedded.ts';
import { BalieError } from '../../../src/errors.ts';
import { searchableModels } from '../../../src/knowledge/vectors/embedding-models.ts';
import { embedMissing } from '../../../src/knowledge/vectors/embeddings.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import type { TestEmbedder } from '../../support/embedder.ts';
import type { Database } from '../../../src/store/database.ts';
import { embedding, never } from './embedding-support.ts';
import { document } from './support.ts';

const own = embedding();

/** A desk's own work, until what is expected of it has been seen. */
async function whileKept(options: Partial<Parameters<typeof keepEmbedded>[0]> & Pick<Parameters<typeof keepEmbedded>[0], 'embedder'>, seen: (notes: string[]) => Promise<void>) {
  const stop = new AbortController();
  const notes: string[] = [];
  const running = keepEmbedded({ db: own.db, note: (line) => notes.push(line), signal: stop.signal, idleMs: 5, retryMs: 1, ...options });
  try {
    await seen(notes);
  } finally {
    stop.abort();
    await running;
  }
}

describe('a desk that runs', () => {
  const refusing = (by: TestEmbedder, word: string): TestEmbedder => ({
    ...by,
    embedPassages: (texts, signal) => (texts.some((text) => text.includes(word)) ? Promise.reject(new BalieError('model-vectors-invalid')) : by.embedPassages(texts, signal)),
  });

  it('moves to another model by itself, and tells that the other stays for now', async () => {
    await own.embedAll(own.embedder('oud', 'q1: '));
    await whileKept({ embedder: own.embedder('nieuw', 'q2: ') }, async (notes) => {
      await expect.poll(() => notes).toEqual([
        'Vectoren: klaar, 10 passages erbij.',
        'Vectoren: nieuw is nu compleet. Die van oud blijven nog minstens een dag, en zolang een balie ermee werkt.',
      ]);
    });
    expect(await own.counts()).toEqual({ oud: 10, nieuw: 10 });
    await whileKept({ embedder: own.embedder('nieuw', 'q2: '), keptFor: '0' }, (notes) => expect.poll(() => notes).toEqual(['Vectoren: die van oud zijn weg.']));
    expect(await own.counts()).toEqual({ nieuw: 10 });
  });

  it('moves to a model that refuses a passage alone in the last batch', async () => {
    await own.embedAll(own.embedder('oud', ''));
    await embedMissing(own.db, refusing(own.embedder('nieuw', ''), 'tekst 9'), { batch: 4, signal: never });
    await whileKept({ embedder: refusing(own.embedder('nieuw', ''), 'tekst 9') }, async (notes) => {
      await expect.poll(() => notes).toEqual([
        'Vectoren: zonder vector bleven 1 passage: het model geeft er geen. Op woorden zijn die wel te vinden.',
        expect.stringMatching(/^Vectoren: nieuw is nu compleet/),
      ]);
    });
    expect((await searchableModels(own.db, 'nieuw')).map(({ model }) => model)).toEqual(['nieuw']);
  });

  it('tends what it has while the host is away', async () => {
    const by = own.embedder('oud', '');
    await putDocuments(own.db, Array.from({ length: 100 }, (_, n) => document(`meer ${n}`, [`meer ${n}`])));
    await embedMissing(own.db, by, { batch: 50, signal: never });
    await putDocuments(own.db, [document('later', ['later'])]);
    const away: TestEmbedder = { ...by, embedPassages: () => Promise.reject(new BalieError('model-unavailable')) };
    await whileKept({ embedder: away }, async (notes) => {
      await expect.poll(() => notes).toEqual([expect.stringContaining('Passages zonder vector worden tot die tijd op woorden gezocht.')]);
      await expect.poll(() => own.db.query('SELECT complete_at IS NOT NULL AS done FROM embedding_models')).toEqual([{ done: true }]);
    });
  });

  it('tends again after a fault of the database, though no passages come in', async () => {
    const by = own.embedder('oud', '');
    let faults = 2;
    const failing: Database = {
      ...own.db,
      query: (sql, ...more) => (sql.includes('SET used_at = now(), host_name') && faults-- > 0 ? Promise.reject(new BalieError('database-unavailable')) : own.db.query(sql, ...more)),
    };
    await whileKept({ embedder: by, db: failing }, async (notes) => {
      await expect.poll(() => own.db.query('SELECT complete_at IS NOT NULL AS done FROM embedding_models')).toEqual([{ done: true }]);
      expect(notes).toEqual(['Vectoren: klaar, 10 passages erbij.', expect.not.stringContaining('op woorden')]);
    });
  });
});
