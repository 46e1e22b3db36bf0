import { parentPort } from 'node:worker_threads';
import { asBalieError } from '../../src/errors.ts';
import { extract } from './index.ts';
import type { ExtractRequest, ExtractReply } from './pool.ts';

/** The thread that reads documents: a hostile file can hang or exhaust it without harm to the desk. */
parentPort?.on('message', (request: ExtractRequest) => void answer(request));

async function answer({ id, bytes, context }: ExtractRequest): Promise<void> {
  let reply: ExtractReply;
  try {
    reply = { id, document: await extract(bytes, context) };
  } catch (error) {
    const { code, detail, cause } = asBalieError(error);
    // Errors of libraries may hold what cannot be cloned: the words are enough.
    reply = { id, code, detail, cause: cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined };
  }
  parentPort?.postMessage(reply);
}
