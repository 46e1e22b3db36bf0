import { BalieError } from '../errors.ts';
import { type InvalidParam, InvalidInput } from './faults.ts';

/** As for documents from a folder. */
export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;
/** Room for the metadata and what multipart adds. */
const MAX_OVERHEAD = 64 * 1024;
/** Documents that are received at once: each is in memory whole, in multipart more than once. Others wait unread. */
const MAX_AT_ONCE = 4;
const MAX_FILE_NAME = 255;

/** What came in the body of a request. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Receives documents: as bytes, or as multipart/form-data with `file` and `metadata`. */
export class Uploads {
  private open = 0;
  private readonly line: (() => void)[] = [];

  /**
   * @throws BalieError `body-too-large`, at once when Content-Length says so, else as soon as more has come; `document-empty`;
   *   `upload-malformed` for broken multipart and for a body that ends too soon; `input-invalid` that names `metadata`.
   */
  async receive(request: Request): Promise<Upload> {
    const announced = Number(request.headers.get('Content-Length') ?? 0);
    if (announced > MAX_DOCUMENT_BYTES + MAX_OVERHEAD) throw new BalieError('body-too-large');
    while (this.open >= MAX_AT_ONCE) await new Promise<void>((resolve) => void this.line.push(resolve));
    this.open += 1;
    try {
      const type = request.headers.get('Content-Type') ?? undefined;
      const body = await readWhole(request);
      const upload = /^multipart\/form-data\s*(?:;|$)/i.test(type ?? '')
        ? await fromForm(body, type ?? '')
        : { bytes: body, contentType: type, metadata: {}, fileName: namedIn(request.headers.get('Content-Disposition')) };
      if (upload.bytes.length > MAX_DOCUMENT_BYTES) throw new BalieError('body-too-large');
      if (upload.bytes.length === 0) throw new BalieError('document-empty');
      return upload;
    } finally {
      this.open -= 1;
      this.line.shift()?.();
    }
  }
}

async function readWhole(request: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const source: AsyncIterable<Uint8Array> | null = request.body;
  if (source === null) return Buffer.alloc(0);
  try {
    // Leaving the loop cancels the body: nothing more of it is taken in.
    for await (const piece of source) {
      size += piece.length;
      if (size > MAX_DOCUMENT_BYTES + MAX_OVERHEAD) throw new BalieError('body-too-large');
      pieces.push(piece);
    }
  } catch (error) {
    throw error instanceof BalieError ? error : new BalieError('upload-malformed', { cause: error });
  }
  return Buffer.concat(pieces, size);
}

async function fromForm(body: Buffer, type: string): Promise<Upload> {
  if (countParts(body, type) > 2) throw new BalieError('upload-malformed');
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData();
  } catch (error) {
    throw new BalieError('upload-malformed', { cause: error });
  }
  const file = form.get('file');
  const described = form.get('metadata');
  if (!(file instanceof File) || [...form.keys()].some((name) => name !== 'file' && name !== 'metadata')) {
    throw new BalieError('upload-malformed');
  }
  return {
    bytes: new Uint8Array(await file.arrayBuffer()),
    fileName: safeName(file.name),
    contentType: file.type === '' ? undefined : file.type,
    metadata: described === null ? {} : toMetadata(typeof described === 'string' ? described : await described.text()),
  };
}

/** How many parts a form has at most, counted no further than three: a million tiny ones would become a million objects. */
function countParts(body: Buffer, type: string): number {
  const { quoted, plain } = /;\s*boundary=(?:"(?<quoted>[^"]+)"|(?<plain>[^\s;]+))/i.exec(type)?.groups ?? {};
  const boundary = quoted ?? plain;
  if (boundary === undefined) return 0;
  let parts = 0;
  for (let at = body.indexOf(`--${boundary}\r\n`); at >= 0 && parts < 3; at = body.indexOf(`--${boundary}\r\n`, at + 1)) parts += 1;
  return parts;
}

function toMetadata(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidInput([{ name: 'metadata', reason: 'moet geldige JSON zijn' }]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidInput([{ name: 'metadata', reason: 'moet een JSON-object zijn' }]);
  }
  const wrong: InvalidParam[] = Object.entries(value)
    .filter(([, field]) => typeof field === 'string' && !isPlain(field))
    .map(([name]) => ({ name: `metadata.${name}`, reason: 'mag geen besturingstekens bevatten' }));
  if (wrong.length > 0) throw new InvalidInput(wrong);
  return { ...value };
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
  const clean = last.replaceAll(/\p{Cc}/gu, '').trim();
  // From the end, which says what kind of file it is.
  const short = clean.slice(-MAX_FILE_NAME).toWellFormed();
  return short === '' || short === '.' || short === '..' ? undefined : short;
}

/** Kinds of text that cannot be told apart by their bytes: by the ends of their names only. */
const ENDINGS: Readonly<Record<string, string>> = {
  'text/markdown': '.md',
  'text/plain': '.txt',
  'text/html': '.html',
  'text/csv': '.csv',
  'message/rfc822': '.eml',
};

/** A name that says what kind of file it is: a case system's number with `text/html` becomes `12345.html`. */
export function withEnding(name: string, contentType: string | undefined): string {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const ending = Object.hasOwn(ENDINGS, type) ? ENDINGS[type] : undefined;
  return ending === undefined || /\.[a-z][a-z0-9]{1,4}$/i.test(name) ? name : name + ending;
}

/** Whether a text holds nothing that the database cannot keep, or that a reader cannot see. */
export function isPlain(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}
