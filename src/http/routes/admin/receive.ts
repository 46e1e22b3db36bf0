import { asBalieError, BalieError } from '../../../errors.ts';
import type { Push } from '../../../jobs/push.ts';
import type { UploadOutcome } from '../../../web/pages/admin/views.ts';
import { DocumentParams } from '../../contracts/push-contracts.ts';
import { announcedSize, MAX_DOCUMENT_BYTES, roomFor, safeName } from '../../uploads/upload.ts';
import type { UploadPlaces } from '../../uploads/upload-places.ts';
import { formFiles } from './form-files.ts';

export const MAX_FILES = 100;
const MAX_TOTAL = 200 * 1024 * 1024;

interface Form {
  readonly collection: string;
  readonly request: Request;
  /** Whose it is, among whom the room is shared. */
  readonly holder?: string;
  /** Rejects when who sends it may not any more: a form may take long to come in. */
  readonly requireStillOpen: () => Promise<void>;
}

/** Receives a form with many files, and delivers each as soon as it is there. */
export class FormUploads {
  private readonly push: Pick<Push, 'deliver' | 'find'>;
  private readonly places: UploadPlaces;

  /** @param places shared with all other uploads: who does not fit waits, unread. */
  constructor(push: Pick<Push, 'deliver' | 'find'>, places: UploadPlaces) {
    this.push = push;
    this.places = places;
  }

  /**
   * @returns what became of each file, and the fault that ended the rest; `upload-too-many` before any of it is taken in when its
   *   length says so, `upload-busy` when too many wait.
   * @throws BalieError `content-type-unsupported`; what `requireStillOpen` throws.
   */
  async receive({ collection, request, holder = '', requireStillOpen }: Form): Promise<{ received: readonly UploadOutcome[]; fault: BalieError | undefined }> {
    if (!/^multipart\/form-data\s*;/i.test(request.headers.get('Content-Type') ?? '')) throw new BalieError('content-type-unsupported');
    const size = announcedSize(request);
    if (size !== undefined && size > MAX_TOTAL) return { received: [], fault: new BalieError('upload-too-many') };
    const received: UploadOutcome[] = [];
    const seen = new Set<string>();
    let leave = () => {};
    try {
      leave = await this.places.enter(roomFor(size, 'file'), request.signal, holder);
      for await (const { fileName, ...file } of formFiles(request, { fileBytes: MAX_DOCUMENT_BYTES, totalBytes: MAX_TOTAL, files: MAX_FILES })) {
        await requireStillOpen();
        const name = safeName(fileName.normalize('NFC'));
        received.push({ name: name ?? 'Bestand zonder naam', outcome: await this.take(collection, name, file, seen) });
      }
      return { received, fault: received.length === 0 ? new BalieError('upload-empty') : undefined };
    } catch (error) {
      const fault = asBalieError(error);
      if (fault.entry.status === 401 || fault.entry.status === 403) throw fault;
      return { received, fault };
    } finally {
      leave();
    }
  }

  private async take(
    collection: string,
    name: string | undefined,
    { contentType, bytes }: { contentType: string | undefined; bytes: Buffer | undefined },
    seen: Set<string>,
  ): Promise<UploadOutcome['outcome']> {
    if (name === undefined || !DocumentParams.shape.sourceId.safeParse(name).success) return 'file-name-unusable';
    if (bytes === undefined) return 'document-too-large';
    if (bytes.length === 0) return 'document-empty';
    const isTwice = seen.has(name);
    seen.add(name);
    const { inUse } = await this.push.find(collection, name);
    const document = { collection, sourceId: name, fileName: name, bytes, metadata: {} };
    const state = await this.push.deliver({ ...document, ...(contentType !== undefined && { contentType }) }).then((result) => result.state, elsewhere);
    if (state === 'document-elsewhere' || state === 'document-withdrawn') return state;
    if (isTwice) return 'twice';
    if (state === 'unchanged') return 'unchanged';
    return inUse === undefined ? 'waiting' : 'replaces';
  }
}

/** A fault of this file only: the others go on. */
function elsewhere(error: unknown): 'document-elsewhere' | 'document-withdrawn' {
  if (error instanceof BalieError && (error.code === 'document-elsewhere' || error.code === 'document-withdrawn')) return error.code;
  throw error;
}
