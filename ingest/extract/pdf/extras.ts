import { cut } from '../../../src/cut.ts';
import type { Attachment } from '../types.ts';
import { member, type Pdf } from './open.ts';

/** What a PDF holds besides its pages. */
export interface PdfExtras {
  readonly attachments: Attachment[];
  /** Filled-in fields of a form as `Label: waarde`, with their pages. */
  readonly fields: { readonly page: number; readonly line: string }[];
  readonly warnings: string[];
}

const maxAttachments = 100;
/** All attachments together, in bytes. */
const maxBytes = 100_000_000;
const maxFields = 500;

/** Reads attachments and form fields. What is scripted in the file never runs; that it is there is a warning. */
export async function readExtras(pdf: Pdf): Promise<PdfExtras> {
  const warnings: string[] = [];
  const attachments = await readAttachments(pdf, warnings).catch(() => {
    warnings.push('De bijlagen in het bestand zijn beschadigd en niet gelezen.');
    return [];
  });
  const fields = await readFields(pdf).catch(() => []);
  const scripted = await Promise.all([pdf.getJSActions(), pdf.hasJSActions()]).catch(() => []);
  if (scripted.some(Boolean)) warnings.push('Het bestand bevat een script (JavaScript). Balie voert dat niet uit.');
  return { attachments, fields, warnings };
}

async function readAttachments(pdf: Pdf, warnings: string[]): Promise<Attachment[]> {
  const found = (await pdf.getAttachments()) ?? new Map<string, unknown>();
  const attachments: Attachment[] = [];
  let size = 0;
  for (const [key, entry] of found) {
    if (attachments.length >= maxAttachments || size > maxBytes) {
      warnings.push(`Van de ${found.size} bijlagen in het bestand zijn alleen de eerste ${attachments.length} gelezen.`);
      break;
    }
    const bytes = await contentOf(pdf, key, entry);
    if (bytes === undefined || bytes.length === 0) continue;
    size += bytes.length;
    if (size > maxBytes) continue;
    attachments.push({ name: safeName(entry, key, attachments.length + 1), bytes: Uint8Array.from(bytes) });
  }
  return attachments;
}

/** pdf.js gives the bytes with the entry, or on request. */
async function contentOf(pdf: Pdf, key: string, entry: unknown): Promise<Uint8Array | undefined> {
  const own = member(entry, 'content');
  if (own instanceof Uint8Array) return own;
  const id = member(entry, 'id');
  const asked: unknown = await pdf.getAttachmentContent(typeof id === 'string' ? id : key).catch(() => undefined);
  if (asked instanceof Uint8Array) return asked;
  const content = member(asked, 'content');
  return content instanceof Uint8Array ? content : undefined;
}

/** A file's own name without its folders: what a PDF calls an attachment may be anything. */
function safeName(entry: unknown, key: string, number: number): string {
  const given = member(entry, 'filename');
  const last = (typeof given === 'string' ? given : key).split(/[/\\]/).at(-1) ?? '';
  const name = last.toWellFormed().replace(/[\p{Cc}\p{Cf}:]/gu, '').trim().slice(-150);
  return name === '' || /^\.+$/.test(name) ? `bijlage-${number}` : name;
}

async function readFields(pdf: Pdf): Promise<PdfExtras['fields']> {
  const objects = await pdf.getFieldObjects();
  const fields: PdfExtras['fields'] = [];
  for (const [name, widgets] of Object.entries(objects ?? {})) {
    // One field may be shown in several places; each but the last may be a parent without a place.
    const widget = widgets.find((shown) => typeof member(shown, 'value') === 'string' && member(shown, 'type') !== 'button');
    const value = member(widget, 'value');
    const type = member(widget, 'type');
    if (typeof value !== 'string' || !/[\p{L}\p{N}]/u.test(value) || member(widget, 'password') === true) continue;
    if (type === 'signature' || (type === 'checkbox' && value === 'Off')) continue;
    const page = member(widget, 'page');
    const label = await labelOf(pdf, page, member(widget, 'id'), name);
    const text = cut(value, 10_000).replace(/\s+/g, ' ');
    fields.push({ page: typeof page === 'number' ? page + 1 : 1, line: `${label.replace(/:\s*$/, '')}: ${text}` });
    if (fields.length >= maxFields) break;
  }
  return fields;
}

/** What the form shows as a field's name to those who have it read aloud, or else the name in the file. */
async function labelOf(pdf: Pdf, page: unknown, id: unknown, name: string): Promise<string> {
  if (typeof page !== 'number' || page < 0) return name;
  const annotations: unknown[] = await pdf
    .getPage(page + 1)
    .then((found) => found.getAnnotations())
    .catch(() => []);
  const label = member(annotations.find((annotation) => member(annotation, 'id') === id), 'alternativeText');
  return typeof label === 'string' && label.trim() !== '' ? label : name;
}
