import type { Context, Hono } from 'hono';
import { asBalieError, BalieError, type ErrorCode } from '../../../../errors.ts';
import { chatFilePage, foldersPage } from '../../../../web/pages.ts';
import { DOCUMENTS_PATH } from '../../../../web/pages/work/paths.ts';
import { documentsPath } from '../../../../web/pages/work/files/paths.ts';
import type { Place } from '../../../../workplace/files/file.ts';
import { VIEWED_AT_ONCE } from '../../../../workplace/files/path.ts';
import type { AccessList } from '../../../access/access.ts';
import { employeeOf, hasAdmin } from '../../../access/employees.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { logFault } from '../../../faults.ts';
import { lingerOnRefusedForm } from '../../../server/linger.ts';
import { Originals } from '../../../streams/originals.ts';
import { announcedSize, MAX_DOCUMENT_BYTES, roomFor, safeName } from '../../../uploads/upload.ts';
import type { UploadPlaces } from '../../../uploads/upload-places.ts';
import { formFiles } from '../../admin/form-files.ts';
import { showDocuments } from './documents-view.ts';
import { numberIn, placeIn, requireStillEmployee } from './place.ts';

export const CHAT_FILES_PATH = '/werk/gesprekken/:id/bestanden';
const MAX_FILES = 20;
const MAX_TOTAL = 200 * 1024 * 1024;

/** Files in conversations, as pages that work without a script. */
export function chatFilePageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, places: UploadPlaces): void {
  const { chatFiles, municipality, newId, logger } = deps;
  const originals = new Originals();

  access.declare('GET', DOCUMENTS_PATH, 'employee');
  app.get(DOCUMENTS_PATH, async (c) => {
    const employee = employeeOf(c);
    return c.html(foldersPage({ municipality, name: employee.name, hasAdmin: hasAdmin(employee), newId: newId(), folders: await chatFiles.folders(employee.id) }));
  });

  access.declare('POST', CHAT_FILES_PATH, 'employee');
  app.post(CHAT_FILES_PATH, lingerOnRefusedForm, async (c) => {
    const place = placeIn(c);
    // Before any of it is taken in: to whom it is not, nothing is.
    await chatFiles.files(place);
    const { refused, fault } = await receive(c, place);
    if (fault === undefined && refused.length === 0) return c.redirect(documentsPath(place.conversationId), 303);
    if (fault !== undefined) logFault(logger, c.get('requestId'), fault);
    return showDocuments(c, deps, place, { refused, ...(fault && { fault }) });
  });

  access.declare('POST', `${CHAT_FILES_PATH}/:file/verwijderen`, 'employee');
  app.post(`${CHAT_FILES_PATH}/:file/verwijderen`, async (c) => {
    const place = placeIn(c);
    if (!(await chatFiles.removeFile(place, numberIn(c, 'file', 'chat-file-unknown')))) throw new BalieError('chat-file-unknown');
    return c.redirect(documentsPath(place.conversationId), 303);
  });

  access.declare('GET', `${CHAT_FILES_PATH}/:file`, 'employee');
  app.get(`${CHAT_FILES_PATH}/:file`, async (c) => {
    const place = placeIn(c);
    const file = await chatFiles.file(place, numberIn(c, 'file', 'chat-file-unknown'));
    if (file === undefined) throw new BalieError('chat-file-unknown');
    const { id, name, bytes, read } = file;
    const parts = Math.max(1, Math.ceil(read.passages.length / VIEWED_AT_ONCE));
    const part = Math.min(parts, Math.max(1, Number.parseInt(c.req.query('deel') ?? '1', 10) || 1));
    const employee = employeeOf(c);
    const passages = read.passages.slice((part - 1) * VIEWED_AT_ONCE, part * VIEWED_AT_ONCE);
    return c.html(chatFilePage({ municipality, name: employee.name, hasAdmin: hasAdmin(employee), conversationId: place.conversationId, file: { id, name, bytes, title: read.title, warnings: read.warnings }, passages, part, parts }));
  });

  access.declare('GET', `${CHAT_FILES_PATH}/:file/origineel`, 'employee');
  app.get(`${CHAT_FILES_PATH}/:file/origineel`, async (c) => {
    const place = placeIn(c);
    const id = numberIn(c, 'file', 'chat-file-unknown');
    let name = 'bestand';
    const given = await originals.give(async () => {
      const file = await chatFiles.original(place, id);
      name = file?.name ?? name;
      return file?.bytes;
    }, c.req.raw.signal);
    if (given === undefined) throw new BalieError('chat-file-unknown');
    // Never shown by the browser itself: a page or drawing that somebody sent would run with the rights of this desk.
    return c.body(given.body, 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Content-Length': String(given.length),
      'Cache-Control': 'private, no-store',
    });
  });

  /** Takes each file as soon as it is there. @returns those that were not taken, and the fault that ended the rest. @throws BalieError for who may not. */
  async function receive(c: Context<AppEnv>, place: Place): Promise<{ refused: { name: string; code: ErrorCode }[]; fault: BalieError | undefined }> {
    const request = c.req.raw;
    if (!/^multipart\/form-data\s*;/i.test(request.headers.get('Content-Type') ?? '')) throw new BalieError('content-type-unsupported');
    const size = announcedSize(request);
    if (size !== undefined && size > MAX_TOTAL) return { refused: [], fault: new BalieError('upload-too-many') };
    const refused: { name: string; code: ErrorCode }[] = [];
    let taken = 0;
    const leave = await places.enter(roomFor(size, 'file'), request.signal, place.personId);
    try {
      for await (const { fileName, contentType, bytes } of formFiles(request, { fileBytes: MAX_DOCUMENT_BYTES, totalBytes: MAX_TOTAL, files: MAX_FILES })) {
        await requireStillEmployee(c);
        const name = safeName(fileName.normalize('NFC')) ?? 'Bestand zonder naam';
        taken += 1;
        const code = await take(name, contentType, bytes, place);
        if (code !== undefined) refused.push({ name, code });
      }
      return { refused, fault: taken === 0 ? new BalieError('upload-empty') : undefined };
    } catch (error) {
      const fault = asBalieError(error);
      if ([401, 403, 404].includes(fault.entry.status)) throw fault;
      return { refused, fault };
    } finally {
      leave();
    }
  }

  /** @returns why a file was not taken, where that is its own fault: the others go on. */
  async function take(name: string, contentType: string | undefined, bytes: Buffer | undefined, place: Place): Promise<ErrorCode | undefined> {
    if (bytes === undefined) return 'document-too-large';
    if (bytes.length === 0) return 'document-empty';
    try {
      await chatFiles.addFile({ ...place, id: newId(), name, bytes, ...(contentType !== undefined && { contentType }) });
      return undefined;
    } catch (error) {
      if (error instanceof BalieError && error.code === 'chat-files-full') return error.code;
      throw error;
    }
  }
}
