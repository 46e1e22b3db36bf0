import { BalieError } from '../../../errors.ts';
import { PacedBody } from '../../uploads/upload-body.ts';

/** Names of fields and files, and what a browser says of their kind. */
const MAX_HEADERS = 8 * 1024;
/** What a form holds beside its files. */
const MAX_FIELDS = 10;

interface FormFile {
  readonly fileName: string;
  readonly contentType: string | undefined;
  /** Undefined of a file that is larger than it may be: that one is passed by, the others are not. */
  readonly bytes: Buffer | undefined;
}

interface FormLimits {
  readonly fileBytes: number;
  readonly totalBytes: number;
  readonly files: number;
}

/**
 * The files of a form, one after the other as they come in: of a form as large as many documents, only one is in memory at a time.
 * A field that holds no file, and the empty one that a browser sends when nothing was chosen, are passed by.
 * @throws BalieError `upload-malformed`; `upload-too-slow`; `upload-too-many` past the limits: what was given before stays given.
 */
export async function* formFiles(request: Request, limits: FormLimits): AsyncGenerator<FormFile, void> {
  const delimiter = delimiterIn(request.headers.get('Content-Type') ?? '');
  const body = new PacedBody(request);
  const reader = new PartReader(body, delimiter, limits.totalBytes);
  let files = 0;
  let fields = 0;
  try {
    while (await reader.nextPart()) {
      const { fileName, contentType } = await reader.headers();
      const bytes = await reader.content(limits.fileBytes);
      if (fileName === undefined) {
        if ((fields += 1) > MAX_FIELDS) throw new BalieError('upload-malformed');
        continue;
      }
      if (fileName === '' && bytes?.length === 0) continue;
      if ((files += 1) > limits.files) throw new BalieError('upload-too-many');
      body.pause();
      yield { fileName, contentType, bytes };
      body.goOn();
    }
  } finally {
    body.close();
  }
}

/** @throws BalieError `upload-malformed` for a type without a boundary. */
function delimiterIn(type: string): Buffer {
  const { quoted, plain } = /;\s*boundary=(?:"(?<quoted>[^"]{1,70})"|(?<plain>[^\s;]{1,70}))/i.exec(type)?.groups ?? {};
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new BalieError('upload-malformed');
  return Buffer.from(`\r\n--${boundary}`);
}

/** Reads multipart/form-data (RFC 7578) piece by piece. */
class PartReader {
  private readonly body: PacedBody;
  private readonly delimiter: Buffer;
  private readonly maxTotal: number;
  private total = 0;
  /** What has come and is not read yet. The first delimiter stands at the very beginning, without a line end before it. */
  private rest: Buffer = Buffer.from('\r\n');

  constructor(body: PacedBody, delimiter: Buffer, maxTotal: number) {
    this.body = body;
    this.delimiter = delimiter;
    this.maxTotal = maxTotal;
  }

  /** Goes to the next part; false at the end of the form. */
  async nextPart(): Promise<boolean> {
    if (this.total === 0 && (await this.until(this.delimiter, MAX_HEADERS)) === undefined) throw new BalieError('upload-malformed');
    while (this.rest.length < 2) await this.more();
    const mark = this.rest.subarray(0, 2).toString('latin1');
    this.rest = this.rest.subarray(2);
    if (mark !== '\r\n' && mark !== '--') throw new BalieError('upload-malformed');
    return mark === '\r\n';
  }

  async headers(): Promise<{ fileName: string | undefined; contentType: string | undefined }> {
    const text = await this.until(Buffer.from('\r\n\r\n'), MAX_HEADERS);
    if (text === undefined) throw new BalieError('upload-malformed');
    const lines = text.toString('utf8').split('\r\n');
    const disposition = lines.find((line) => /^content-disposition\s*:/i.test(line)) ?? '';
    const fileName = /;\s*filename="(?<name>[^"]*)"/i.exec(disposition)?.groups?.['name'];
    const type = lines.map((line) => /^content-type\s*:\s*(?<type>[^\r\n]{1,255})$/i.exec(line)?.groups?.['type']).find((found) => found !== undefined);
    // Browsers write a quotation mark and line ends in a name like this, and nothing else.
    return { fileName: fileName?.replaceAll('%22', '"').replaceAll(/%0D|%0A/gi, ''), contentType: type?.trim() };
  }

  /** What the part holds, up to the next delimiter; undefined when that is more than `max`. */
  content(max: number): Promise<Buffer | undefined> {
    return this.until(this.delimiter, max);
  }

  /** Reads up to a mark and past it. @returns what stood before it; undefined when that is more than `max`. */
  private async until(mark: Buffer, max: number): Promise<Buffer | undefined> {
    const kept: Buffer[] = [];
    let size = 0;
    const keep = (piece: Buffer) => {
      size += piece.length;
      if (size <= max) kept.push(piece);
      else kept.length = 0;
    };
    for (;;) {
      const at = this.rest.indexOf(mark);
      if (at >= 0) {
        keep(this.rest.subarray(0, at));
        this.rest = this.rest.subarray(at + mark.length);
        return size <= max ? Buffer.concat(kept) : undefined;
      }
      // The mark may have begun at the very end.
      const sure = Math.max(0, this.rest.length - mark.length + 1);
      keep(this.rest.subarray(0, sure));
      this.rest = this.rest.subarray(sure);
      await this.more();
    }
  }

  /** @throws BalieError `upload-malformed` when nothing more comes. */
  private async more(): Promise<void> {
    const piece = await this.body.next();
    if (piece === undefined) throw new BalieError('upload-malformed');
    this.total += piece.length;
    if (this.total > this.maxTotal) throw new BalieError('upload-too-many');
    this.rest = Buffer.concat([this.rest, piece]);
  }
}
