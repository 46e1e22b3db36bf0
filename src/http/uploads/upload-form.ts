import { BalieError } from '../../errors.ts';
import { InvalidInput } from '../faults.ts';

interface FormDocument {
  readonly bytes: Uint8Array;
  /** As the client sent it. */
  readonly fileName: string;
  readonly contentType: string | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * Takes the document out of multipart/form-data: one part `file`, and at most one `metadata`, which is a JSON object.
 * @throws BalieError `upload-malformed`; `input-invalid` that names `metadata`.
 */
export async function readForm(body: Buffer, type: string): Promise<FormDocument> {
  if (countParts(body, type) > 2) throw new BalieError('upload-malformed');
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData();
  } catch (error) {
    throw new BalieError('upload-malformed', { cause: error });
  }
  const file = form.get('file');
  const described = form.get('metadata');
  // Counted, not only looked up: of two files the second would go without a word.
  if (!(file instanceof File) || [...form.keys()].toSorted().join() !== (described === null ? 'file' : 'file,metadata')) throw new BalieError('upload-malformed');
  return {
    bytes: new Uint8Array(await file.arrayBuffer()),
    fileName: file.name,
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
  return { ...value };
}
