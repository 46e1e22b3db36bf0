import { FORM_UPLOAD_PATH } from './admin/collections.ts';
import { UPLOAD_PATH } from './collections.ts';
import { DILIGENCE_UPLOADS } from './diligence/routes.ts';
import { CHAT_FILES_API } from './work/chat/file-api.ts';
import { CHAT_FILES_PATH } from './work/chat/file-pages.ts';

const FORMS = [FORM_UPLOAD_PATH, CHAT_FILES_PATH, CHAT_FILES_API, ...DILIGENCE_UPLOADS];

/** Whether a request is to one of the routes that take documents in: those alone may bring more than a form does. */
export function isUpload(method: string, path: string): boolean {
  return (method === 'PUT' && path === UPLOAD_PATH) || (method === 'POST' && FORMS.includes(path));
}
