import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { BalieError, errorCatalogue } from '../../../../errors.ts';
import type { ChatFile } from '../../../../workplace/files/file.ts';
import type { AccessList } from '../../../access/access.ts';
import { done, json, jsonAt, problem } from '../../../contracts/responses.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { lingerOnRefusal } from '../../../server/linger.ts';
import type { Uploads } from '../../../uploads/upload.ts';
import { ConversationParams, employeeProblems, File, FileParams, Files, toFile } from './file-contracts.ts';
import { placeIn, requireStillEmployee } from './place.ts';

export const CHAT_FILES_API = '/api/v1/work/conversations/:id/files';
const common = { tags: ['Werkplek'] };

/** Whether a request brings a file, not JSON. */
export function isChatFile(path: string): boolean {
  return /^\/api\/v1\/work\/conversations\/[^/]+\/files$/.test(path);
}

const add = createRoute({
  ...common,
  method: 'post',
  path: '/work/conversations/{id}/files',
  operationId: 'addChatFile',
  summary: 'Zet een bestand in een gesprek',
  description: 'Alleen voor dit gesprek en alleen voor u. Het bestand wordt versleuteld bewaard, gaat weg met het gesprek, en komt nergens anders in het zoeken terecht. Stuur het bestand zelf, met de naam in Content-Disposition, of multipart/form-data met één onderdeel file.',
  request: {
    params: ConversationParams,
    body: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } }, 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] } } } },
  },
  responses: {
    201: jsonAt('Het bestand is binnen en wordt gelezen.', File, 'De lijst waarin de stand staat.'),
    ...employeeProblems,
    408: problem('Het bestand kwam te langzaam binnen.'),
    409: problem('Het bestand kan er niet meer bij.'),
    413: problem('Het bestand is te groot.'),
  },
});

const list = createRoute({
  ...common,
  method: 'get',
  path: '/work/conversations/{id}/files',
  operationId: 'listChatFiles',
  summary: 'Toon de bestanden van een gesprek',
  description: 'Met hoe ver het lezen van elk is, en wat er mis was met wat niet te lezen is.',
  request: { params: ConversationParams },
  responses: { 200: json('De bestanden, het eerste eerst.', Files), ...employeeProblems },
});

const remove = createRoute({
  ...common,
  method: 'delete',
  path: '/work/conversations/{id}/files/{file}',
  operationId: 'deleteChatFile',
  summary: 'Haal een bestand uit een gesprek',
  description: 'Het bestand en wat ervan is gelezen zijn meteen weg. Wat antwoorden eruit aanhaalden, blijft in die antwoorden staan tot het gesprek wordt gewist.',
  request: { params: FileParams },
  responses: { 204: done('Het bestand is weg.'), ...employeeProblems },
});

/** Files in conversations of employees, over the API. */
export function chatFileApiRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { chatFiles, newId }: Pick<AppDeps, 'chatFiles' | 'newId'>, uploads: Uploads): void {
  access.declare('POST', CHAT_FILES_API, 'employee');
  access.declare('GET', CHAT_FILES_API, 'employee');
  access.declare('DELETE', `${CHAT_FILES_API}/:file`, 'employee');

  api.on('POST', '/work/conversations/:id/files', lingerOnRefusal);
  api.openapi(add, async (c) => {
    const place = placeIn(c);
    // Before any of it is taken in: to whom it is not, nothing is.
    await chatFiles.files(place);
    const file = await uploads.receive(c.req.raw, async ({ bytes, fileName = 'bestand', contentType }) => {
      await requireStillEmployee(c);
      return chatFiles.addFile({ ...place, id: newId(), name: fileName, bytes, ...(contentType !== undefined && { contentType }) });
    }, place.personId);
    c.header('Location', `/api/v1/work/conversations/${place.conversationId}/files`);
    return c.json(shown(file), 201);
  });

  api.openapi(list, async (c) => c.json({ files: (await chatFiles.files(placeIn(c))).map(shown) }, 200));

  api.openapi(remove, async (c) => {
    if (!(await chatFiles.removeFile(placeIn(c), c.req.valid('param').file))) throw new BalieError('chat-file-unknown');
    return c.body(null, 204);
  });
}

function shown(file: ChatFile) {
  return toFile(file, file.fault === null ? undefined : { code: file.fault, ...errorCatalogue[file.fault] });
}
