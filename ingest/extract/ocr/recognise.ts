import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Worker as NodeWorker } from 'node:worker_threads';
import type { Block, Worker } from 'tesseract.js';
import { BalieError } from '../../../src/errors.ts';

export type { Block } from 'tesseract.js';

/**
 * One recogniser per process: it takes a quarter second to load and 100 MB. The data is `4.0.0_best_int`, the network
 * only: 3 MB instead of the 10 MB of `4.0.0`, which adds the old engine that nothing here uses; both read equally well
 * and fast.
 */
let recogniser: Promise<Worker> | undefined;

/**
 * Reads the text of a picture (PNG or TIFF) in Dutch. Everything comes from `node_modules`, nothing is fetched and
 * nothing is written to disk. The thread that it runs in ends with the process.
 * @returns Tesseract's blocks with their paragraphs, lines and words, in pixels of the picture.
 * @throws BalieError `document-corrupt` when the picture cannot be read.
 */
export async function recognise(picture: Uint8Array): Promise<readonly Block[]> {
  recogniser ??= start();
  const worker = await recogniser;
  const thread = threadOf(worker);
  const died = Promise.withResolvers<never>();
  const onEnd = (): void => died.reject(new BalieError('document-corrupt', { detail: 'de tekstherkenning stopte' }));
  thread.once('exit', onEnd);
  thread.ref();
  try {
    const { data } = await Promise.race([
      worker.recognize(Buffer.from(picture), {}, { text: false, blocks: true }),
      died.promise,
    ]);
    return data.blocks ?? [];
  } catch (cause) {
    // After a fault inside its memory the recogniser may be in any state.
    await endRecogniser();
    throw cause instanceof BalieError ? cause : new BalieError('document-corrupt', { cause });
  } finally {
    thread.unref();
    thread.off('exit', onEnd);
  }
}

/** Frees the recogniser's memory. The next call of `recognise` loads it anew. */
export async function endRecogniser(): Promise<void> {
  const worker = await recogniser?.catch(() => undefined);
  recogniser = undefined;
  await worker?.terminate();
}

async function start(): Promise<Worker> {
  const require = createRequire(import.meta.url);
  const data = path.join(path.dirname(require.resolve('@tesseract.js-data/nld/package.json')), '4.0.0_best_int');
  // Without its data tesseract.js would wait for ever.
  if (!existsSync(path.join(data, 'nld.traineddata.gz'))) throw new Error(`no language data in ${data}`);
  const { createWorker, OEM } = await import('tesseract.js');
  const worker = await createWorker('nld', OEM.LSTM_ONLY, {
    langPath: data,
    cacheMethod: 'none',
    workerPath: require.resolve('tesseract.js/src/worker-script/node/index.js'),
    // Without a handler, a picture that cannot be read ends the process.
    errorHandler: () => undefined,
  });
  await worker.setParameters({ debug_file: '/dev/null' });
  const thread = threadOf(worker);
  // Its end is what counts, and `recognise` waits for that too.
  thread.on('error', () => undefined);
  thread.once('exit', () => (recogniser = undefined));
  thread.unref();
  return worker;
}

/** Tesseract.js has the thread at hand, but not in its types. */
function threadOf(worker: Worker): NodeWorker {
  return (worker as Worker & { readonly worker: NodeWorker }).worker;
}
