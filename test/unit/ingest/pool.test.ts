import { afterEach, describe, expect, it } from 'vitest';
import { createExtractPool, type ExtractPool } from '../../../ingest/extract/pool.ts';
import { makePdf } from '../../support/pdf.ts';
import { utf8 } from './bytes.ts';

/** A reading thread that does what the file's name says. */
const scripted = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, context }) => {
      if (context.name === 'hang') for (;;);
      if (context.name === 'die') process.exit(3);
      if (context.name === 'throw') throw new Error('boem');
      if (context.name === 'eat') { const all = []; for (;;) all.push(new Array(1e6).fill({})); }
      if (context.name === 'late') setTimeout(() => { throw new Error('later'); }, 50);
      parentPort.postMessage({ id, document: { mediaType: context.name, metadata: {}, sections: [], warnings: [] } });
    });`)}`,
);

let pool: ExtractPool | undefined;
afterEach(() => pool?.close());

describe('createExtractPool', () => {
  it('reads documents in a thread and passes faults on', async () => {
    pool = createExtractPool();
    const [pdf, text] = await Promise.all([
      pool.extract(makePdf([['Hallo wereld']]), { name: 'a.pdf' }),
      pool.extract(utf8('Hallo'), { name: 'b.txt' }),
    ]);
    expect(pdf.sections).toEqual([{ page: 1, headings: [], text: 'Hallo wereld' }]);
    expect(text.sections).toEqual([{ headings: [], text: 'Hallo' }]);
    await expect(pool.extract(utf8('x'), { name: 'c.json' })).rejects.toMatchObject({
      code: 'document-type-unknown',
      detail: '.json',
    });
  });

  it('leaves the caller its bytes', async () => {
    pool = createExtractPool();
    const bytes = makePdf([['Hallo']]);
    const before = bytes.length;
    await pool.extract(bytes, { name: 'a.pdf' });
    expect(bytes).toHaveLength(before);
  });

  it.each([
    ['hang', 'document-too-slow'],
    ['die', 'document-corrupt'],
    ['throw', 'document-corrupt'],
    ['eat', 'document-too-large'],
  ])('survives a document that makes the thread %s', async (name, code) => {
    pool = createExtractPool({ timeout: name === 'eat' ? 30_000 : 1_000, memory: 64 }, scripted);
    await expect(pool.extract(utf8('x'), { name })).rejects.toMatchObject({ code });
    await expect(pool.extract(utf8('x'), { name: 'goed' })).resolves.toMatchObject({ mediaType: 'goed' });
  });

  it('survives a thread that dies while it has nothing to do', async () => {
    pool = createExtractPool({}, scripted);
    await pool.extract(utf8('x'), { name: 'late' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(pool.extract(utf8('x'), { name: 'goed' })).resolves.toMatchObject({ mediaType: 'goed' });
  });

  it('stops when it is told to', async () => {
    pool = createExtractPool({}, scripted);
    const stop = new AbortController();
    const reading = pool.extract(utf8('x'), { name: 'hang' }, stop.signal);
    setTimeout(() => stop.abort(new Error('genoeg')), 100);
    await expect(reading).rejects.toThrow('genoeg');
    await expect(pool.extract(utf8('x'), { name: 'goed' })).resolves.toMatchObject({ mediaType: 'goed' });
  });
});
