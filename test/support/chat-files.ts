import { setTimeout as sleep } from 'node:timers/promises';
import type { Colleague } from './employee.ts';

export const TURNS = '/api/v1/assistants/collega/turns';

export function filesApi(conversationId: string): string {
  return `/api/v1/work/conversations/${conversationId}/files`;
}

interface ListedFile {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly pages?: number;
  readonly fault?: { readonly code: string };
}

/** Puts a file into a conversation, as a script of the desk's own pages does. */
export function addFile(who: Pick<Colleague, 'cookie' | 'url'>, conversationId: string, name: string, bytes: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' }): Promise<Response> {
  const form = new FormData();
  form.append('file', new File([bytes], name));
  return fetch(who.url + filesApi(conversationId), { method: 'POST', headers: { Cookie: who.cookie, ...headers }, body: form });
}

/** The files of a conversation, once all have been read. */
export async function readFiles(who: Pick<Colleague, 'get'>, conversationId: string, patienceMs = 60_000): Promise<ListedFile[]> {
  for (const began = Date.now(); ; ) {
    const { files } = (await (await who.get(filesApi(conversationId))).json()) as { files: ListedFile[] };
    if (files.every(({ state }) => state !== 'waiting')) return files;
    if (Date.now() - began > patienceMs) throw new Error(`still not read: ${JSON.stringify(files)}`);
    await sleep(100);
  }
}
