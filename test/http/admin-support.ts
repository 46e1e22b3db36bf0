import { createKey, type NewKey } from '../../src/identity/keys.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';

const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

/** An editor in a browser without scripts: keeps the cookie, follows nothing. */
export interface Editor {
  readonly keyId: string;
  readonly token: string;
  readonly cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Posts a form as the desk's own pages do. */
  post(path: string, fields?: Record<string, string> | FormData, headers?: Record<string, string>): Promise<Response>;
}

export function login(desk: TestDesk, token: string, headers: Record<string, string> = SAME_ORIGIN): Promise<Response> {
  const body = new URLSearchParams({ sleutel: token });
  return fetch(`${desk.url}/beheer/inloggen`, { method: 'POST', redirect: 'manual', headers, body });
}

export function editor(desk: TestDesk, collections: readonly string[] = ['producten'], name = 'Redactie'): Promise<Editor> {
  return loggedIn(desk, { name, collections });
}

/** Who has logged in with a key. */
export async function loggedIn(desk: TestDesk, key: NewKey): Promise<Editor> {
  const { id, token } = await createKey(desk.db, key);
  const cookie = cookieOf(await login(desk, token));
  return {
    keyId: id,
    token,
    cookie,
    get: (path, headers = {}) => fetch(desk.url + path, { redirect: 'manual', headers: { Cookie: cookie, ...headers } }),
    post: (path, fields = {}, headers = SAME_ORIGIN) =>
      fetch(desk.url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { Cookie: cookie, ...headers },
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      }),
  };
}

/** A desk with an editor who has logged in. */
export async function startEditorDesk(options?: Parameters<typeof startTestDesk>[0]): Promise<{ desk: TestDesk; at: Editor }> {
  const desk = await startTestDesk(options);
  return { desk, at: await editor(desk) };
}

/** What the browser sends back of the cookie that a login set. */
export function cookieOf(response: Response): string {
  const [set = ''] = response.headers.getSetCookie();
  return set.split(';')[0] ?? '';
}

export const documentPage = (sourceId: string, collection = 'producten') => `/beheer/collecties/${collection}/documenten/${encodeURIComponent(sourceId)}`;

/** The text of a page that is there. @throws Error when it is not. */
export async function pageText(at: Editor, path: string): Promise<string> {
  const response = await at.get(path);
  if (response.status !== 200) throw new Error(`${path} gave ${response.status}`);
  return (await response.text()).replaceAll(/\s+/g, ' ');
}

/** A form with files, as a browser sends it. */
export function filesForm(files: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append('bestanden', new File([content], name, { type: 'text/markdown' }));
  return form;
}

/** Changes fields on the page of a document as a person does: all its fields are sent, and what each showed. */
export async function saveFacts(at: Editor, path: string, changes: Readonly<Record<string, string>>, page?: string): Promise<Response> {
  return at.post(path, { ...fieldsOf(page ?? (await (await at.get(path)).text())), ...changes });
}

/** The fields of the form about a document, as a browser would send them. */
export function fieldsOf(page: string): Record<string, string> {
  const form = /<form class="balie-panel balie-fields"[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
  return Object.fromEntries([...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')]));
}
