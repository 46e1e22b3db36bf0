import { randomUUID } from 'node:crypto';
import { addFile, readFiles } from './chat-files.ts';
import type { Colleague } from './employee.ts';
import type { RecordedRequest } from './ollama-host/index.ts';

/** What came of work on whole files. */
export interface Work {
  readonly id: string;
  readonly outcome: string;
  readonly answer: string;
  readonly sources: readonly { readonly title: string; readonly url: string; readonly page?: number; readonly quote: string }[];
  readonly generatedBy?: { readonly model?: string };
}

export function workApi(conversationId: string): string {
  return `/api/v1/work/conversations/${conversationId}/documents-work`;
}

/** Asks for work, as a script of the desk's own pages does. */
export function askForWork(who: Colleague, conversationId: string, body: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Response> {
  return who.send('POST', workApi(conversationId), { assistant: 'collega', ...body }, { 'Sec-Fetch-Site': 'same-origin', ...headers });
}

/** What a model was asked. */
export function promptOf({ body }: RecordedRequest): string {
  return body.messages?.at(-1)?.content ?? '';
}

/** A conversation of somebody with files that have been read. @returns `ids` of the files, in the order that they were given in. @throws Error when one cannot be read. */
export async function withFiles(who: Colleague, files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): Promise<{ id: string; ids: string[] }> {
  const id = randomUUID();
  for (const [name, bytes] of Object.entries(files)) {
    const { status } = await addFile(who, id, name, bytes);
    if (status !== 201) throw new Error(`${name} was not taken: ${status}`);
  }
  const read = await readFiles(who, id, 200_000);
  const unread = read.filter(({ state }) => state !== 'ready');
  if (unread.length > 0) throw new Error(`not read: ${JSON.stringify(unread)}`);
  return { id, ids: Object.keys(files).map((name) => read.find((file) => file.name === name)?.id ?? '') };
}
