import { asBalieError, BalieError } from '../../src/errors.ts';
import { extract } from './index.ts';
import { endWithDesk } from './pool/end-with-desk.ts';
import type { ExtractProgress, ExtractReply, ExtractRequest } from './pool/messages.ts';
import type { ExtractedDocument } from './types.ts';

/** The process that reads documents: a hostile file can hang, exhaust or crash it without harm to the desk. */
process.on('message', (request: ExtractRequest) => void answer(request));
endWithDesk();

/** The desk has to take a reply in one piece. */
const MAX_REPLY_MB = 300;

async function answer({ id, bytes, context }: ExtractRequest): Promise<void> {
  let reply: ExtractReply;
  /** For an extractor that takes its time: each call gives the document another `timeout`. */
  const onProgress = (page: number, pages: number): void => {
    process.send?.({ id, page, pages } satisfies ExtractProgress);
  };
  const told = { ...context, onProgress };
  try {
    // Bytes come as a view on the whole message; libraries take the buffer below them.
    reply = { id, document: bounded(await extract(new Uint8Array(bytes), told)) };
  } catch (error) {
    const { code, detail, cause } = asBalieError(error);
    // Errors of libraries may hold what cannot be cloned: the words are enough.
    reply = { id, code, detail, cause: cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined };
  }
  process.send?.(reply);
}

/** @throws BalieError `document-too-large` when the document's texts and attachments are too much to hand over. */
function bounded(document: ExtractedDocument): ExtractedDocument {
  let size = 0;
  for (const { text } of document.sections) size += text.length;
  for (const { text } of document.hidden ?? []) size += text.length;
  for (const { bytes } of document.attachments ?? []) size += bytes.length;
  if (size > MAX_REPLY_MB * 1024 * 1024)
    throw new BalieError('document-too-large', { detail: `meer dan ${MAX_REPLY_MB} MB aan inhoud` });
  return document;
}
