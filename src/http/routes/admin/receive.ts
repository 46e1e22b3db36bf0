import { asBalieError, BalieError, type ErrorCode } from '../../../errors.ts';
import type { PushDeps } from '../../push-deps.ts';
import { DocumentParams } from '../../push-contracts.ts';
import { MAX_DOCUMENT_BYTES, safeName } from '../../upload.ts';
import { formFiles } from './form-files.ts';

export const MAX_FILES = 100;
const MAX_TOTAL = 200 * 1024 * 1024;
/** Forms that are received at once: each holds a document in memory. */
const MAX_AT_ONCE = 2;

/** What became of a file of a form. */
export interface Received {
  readonly name: string;
  /** `twice`: an earlier file of the same form had this name, and this one took its place. */
  readonly outcome: 'waiting' | 'replaces' | 'twice' | 'unchanged' | ErrorCode;
}

/** Receives a form with many files, and delivers each as soon as it is there. */
export class FormUploads {
  private open = 0;
  private readonly push: Pick<PushDeps, 'deliver' | 'find'>;

  constructor(push: Pick<PushDeps, 'deliver' | 'find'>) {
    this.push = push;
  }

  /**
   * @returns what became of each file, and the fault that ended the rest; `upload-too-many` before any of it is taken in when its
   *   length says so, `upload-busy` when others are being received.
   * @throws BalieError `content-type-unsupported`.
   */
  async receive(collection: string, request: Request): Promise<{ received: readonly Received[]; fault: BalieError | undefined }> {
    if (!/^multipart\/form-data\s*;/i.test(request.headers.get('Content-Type') ?? '')) throw new BalieError('content-type-unsupported');
    if (Number(request.headers.get('Content-Length') ?? 0) > MAX_TOTAL) return { received: [], fault: new BalieError('upload-too-many') };
    if (this.open >= MAX_AT_ONCE) return { received: [], fault: new BalieError('upload-busy') };
    this.open += 1;
    const received: Received[] = [];
    try {
      const seen = new Set<string>();
      for await (const { fileName, contentType, bytes } of formFiles(request, { fileBytes: MAX_DOCUMENT_BYTES, totalBytes: MAX_TOTAL, files: MAX_FILES })) {
        const name = safeName(fileName.normalize('NFC'));
        received.push({ name: name ?? 'Bestand zonder naam', outcome: await this.take(collection, name, { contentType, bytes }, seen) });
      }
      return { received, fault: received.length === 0 ? new BalieError('upload-empty') : undefined };
    } catch (error) {
      return { received, fault: asBalieError(error) };
    } finally {
      this.open -= 1;
    }
  }

  private async take(
    collection: string,
    name: string | undefined,
    { contentType, bytes }: { contentType: string | undefined; bytes: Buffer | undefined },
    seen: Set<string>,
  ): Promise<Received['outcome']> {
    if (name === undefined || !DocumentParams.shape.sourceId.safeParse(name).success) return 'file-name-unusable';
    if (bytes === undefined) return 'document-too-large';
    if (bytes.length === 0) return 'document-empty';
    const isTwice = seen.has(name);
    seen.add(name);
    const { inUse } = await this.push.find(collection, name);
    const document = { collection, sourceId: name, fileName: name, bytes, metadata: {} };
    const { state } = await this.push.deliver({ ...document, ...(contentType !== undefined && { contentType }) });
    if (isTwice) return 'twice';
    if (state === 'unchanged') return 'unchanged';
    return inUse === undefined ? 'waiting' : 'replaces';
  }
}
