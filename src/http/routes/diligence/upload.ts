import { BalieError } from '../../../errors.ts';
import { lingerOnRefusedForm } from '../../server/linger.ts';
import { announcedSize, roomFor, safeName } from '../../uploads/upload.ts';
import { readBody } from '../../uploads/upload-body.ts';
import type { UploadPlaces } from '../../uploads/upload-places.ts';

/** Parts of the largest form: its fields, ten kept files and the new one. */
const MAX_PARTS = 30;
/** Room for the fields beside a file: the longest text, and what multipart adds. */
const FIELDS_BYTES = 64 * 1024;

export interface GivenForm {
  /** Its texts; of several by one name all. */
  readonly fields: URLSearchParams;
  /** The file that was chosen; undefined: none was. */
  readonly file?: { readonly name: string; readonly bytes: Buffer };
}

export const beforeUpload = lingerOnRefusedForm;

/**
 * Reads a form with at most one file, whole and within limits.
 * @param holder whose it is, among whom the room is shared.
 * @throws BalieError `content-type-unsupported`; `diligence-file-large`; `upload-malformed`; `upload-too-slow`; `upload-busy`.
 */
export async function readUpload(request: Request, { places, holder, fileBytes }: { readonly places: UploadPlaces; readonly holder: string; readonly fileBytes: number }): Promise<GivenForm> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new BalieError('content-type-unsupported');
  const size = announcedSize(request);
  const most = fileBytes + FIELDS_BYTES;
  if (size !== undefined && size > most) throw new BalieError('diligence-file-large');
  const leave = await places.enter(roomFor(size ?? most, 'form'), request.signal, holder);
  try {
    const body = await readBody(request, most).catch((error: unknown) => {
      throw error instanceof BalieError && error.code === 'body-too-large' ? new BalieError('diligence-file-large') : error;
    });
    return await formIn(body, type, fileBytes);
  } finally {
    leave();
  }
}

async function formIn(body: Buffer, type: string, fileBytes: number): Promise<GivenForm> {
  if (hasManyParts(body, type)) throw new BalieError('upload-malformed');
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData().catch((cause: unknown) => {
    throw new BalieError('upload-malformed', { cause });
  });
  const fields = new URLSearchParams();
  const files: File[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.append(name, value);
    // The empty one is what a browser sends when nothing was chosen.
    else if (value.name !== '' || value.size > 0) files.push(value);
  }
  const [file] = files;
  if (files.length > 1) throw new BalieError('upload-malformed');
  if (file === undefined) return { fields };
  if (file.size > fileBytes) throw new BalieError('diligence-file-large');
  return { fields, file: { name: safeName(file.name.normalize('NFC')) ?? 'bestand', bytes: Buffer.from(await file.arrayBuffer()) } };
}

/** Counted no further than it may have: a million tiny ones would become a million objects. */
function hasManyParts(body: Buffer, type: string): boolean {
  const { quoted, plain } = /;\s*boundary=(?:"(?<quoted>[^"]{1,70})"|(?<plain>[^\s;]{1,70}))/i.exec(type)?.groups ?? {};
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new BalieError('upload-malformed');
  const mark = `--${boundary}`;
  let parts = 0;
  for (let at = body.indexOf(mark); at >= 0 && parts <= MAX_PARTS + 1; at = body.indexOf(mark, at + mark.length)) parts += 1;
  return parts > MAX_PARTS + 1;
}
