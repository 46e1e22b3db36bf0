import { BalieError } from '../../errors.ts';
import { InvalidInput } from '../faults.ts';
import { readBody } from './upload-body.ts';
import { readForm } from './upload-form.ts';
import { UploadPlaces } from './upload-places.ts';

/** As for documents from a folder. */
export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;
/** Room for the metadata and what multipart adds. */
const MAX_BODY_BYTES = MAX_DOCUMENT_BYTES + 64 * 1024;
/**
 * What uploads hold in memory together, whatever their number: each takes room for all that it may become before any of it is
 * read, and gives it back when its document is delivered. 300 MB: three of the largest, two in forms, or hundreds of letters.
 */
const ROOM = 6 * MAX_BODY_BYTES;
/** A body that is joined from its pieces is there twice for a moment; a form also as the file that is taken out of it. */
const COPIES = { plain: 2, form: 3, file: 2 };
/** For what a connection costs besides. */
const MIN_ROOM = 256 * 1024;
const MAX_FILE_NAME = 255;

/** Places for all that is uploaded to one desk, whichever way it comes. */
export function uploadPlaces(): UploadPlaces {
  return new UploadPlaces(ROOM);
}

/** How much room a body takes in memory: of a form with many `file`s only one is there at a time. @param size undefined: unknown. */
export function roomFor(size: number | undefined, kind: keyof typeof COPIES): number {
  return Math.max(MIN_ROOM, Math.min(size ?? MAX_BODY_BYTES, MAX_BODY_BYTES) * COPIES[kind]);
}

/** What came in the body of a request. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Receives documents: as bytes, or as multipart/form-data with `file` and `metadata`. */
export class Uploads {
  private readonly places: UploadPlaces;

  constructor(places: UploadPlaces = uploadPlaces()) {
    this.places = places;
  }

  /**
   * Receives a document and has it delivered; others that do not fit beside it wait unread until that is done.
   * @param holder whose it is, among whom the room is shared.
   * @returns what `deliver` gives.
   * @throws BalieError `body-too-large`, at once when Content-Length says so, else as soon as more has come; `upload-too-slow`;
   *   `upload-busy`; `document-empty`; `upload-malformed` for broken multipart and for a body that ends too soon;
   *   `input-invalid` that names `metadata`.
   */
  async receive<T>(request: Request, deliver: (upload: Upload) => Promise<T>, holder = ''): Promise<T> {
    const size = announcedSize(request);
    if (size !== undefined && size > MAX_BODY_BYTES) throw new BalieError('body-too-large');
    const type = request.headers.get('Content-Type') ?? undefined;
    const isForm = /^multipart\/form-data\s*(?:;|$)/i.test(type ?? '');
    const leave = await this.places.enter(roomFor(size, isForm ? 'form' : 'plain'), request.signal, holder);
    try {
      const body = await readBody(request, MAX_BODY_BYTES);
      const upload = isForm
        ? named(await readForm(body, type ?? ''))
        : { bytes: body, contentType: type, metadata: {}, fileName: namedIn(request.headers.get('Content-Disposition')) };
      if (upload.bytes.length > MAX_DOCUMENT_BYTES) throw new BalieError('body-too-large');
      if (upload.bytes.length === 0) throw new BalieError('document-empty');
      return await deliver(upload);
    } finally {
      leave();
    }
  }
}

/** The length that a request says its body has. */
export function announcedSize(request: Request): number | undefined {
  const announced = request.headers.get('Content-Length');
  return announced === null ? undefined : Number(announced);
}

function named<Form extends { readonly fileName: string }>(form: Form) {
  return { ...form, fileName: safeName(form.fileName) };
}

/** The name in `Content-Disposition: …; filename*=UTF-8''…`. */
function namedIn(header: string | null): string | undefined {
  const encoded = /(?:^|;)\s*filename\*\s*=\s*UTF-8'[^']*'(?<name>[^\s;]+)/i.exec(header ?? '')?.groups?.['name'];
  if (encoded === undefined) return undefined;
  try {
    return safeName(decodeURIComponent(encoded));
  } catch {
    throw new InvalidInput([{ name: 'Content-Disposition', reason: 'filename* moet procentcodering in UTF-8 hebben' }]);
  }
}

/** The last part of a name, without what could mean something to a path or a header; undefined when nothing is left. */
export function safeName(name: string): string | undefined {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // Nor what turns the order of letters around: `a\u202Egpj.exe` reads as a picture.
  const clean = last.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '').trim();
  // From the end, which says what kind of file it is.
  const short = clean.slice(-MAX_FILE_NAME).toWellFormed();
  return short === '' || short === '.' || short === '..' ? undefined : short;
}

/** Whether a text holds nothing that the database cannot keep, or that a reader cannot see. */
export function isPlain(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}
