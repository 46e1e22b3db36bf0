import { connect } from 'node:net';
import { expect } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import type { TestDesk } from '../support/desk.ts';

export { until } from '../support/until.ts';

/** A program with a key, as a CMS is. */
export interface Client {
  readonly keyId: string;
  readonly token: string;
  send(method: string, path: string, init?: RequestInit): Promise<Response>;
}

export async function client(desk: TestDesk, collections: readonly string[] = ['producten'], expiresAt?: Date): Promise<Client> {
  const { id, token } = await createKey(desk.db, { name: 'CMS', collections, ...(expiresAt && { expiresAt }) });
  return {
    keyId: id,
    token,
    send: (method, path, init = {}) =>
      fetch(`${desk.url}/api/v1${path}`, { ...init, method, headers: { Authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) } }),
  };
}

export const pathOf = (sourceId: string, collection = 'producten') => `/collections/${collection}/documents/${encodeURIComponent(sourceId)}`;

export const MARKDOWN = { 'Content-Type': 'text/markdown' };

/** A document, and a form that brings it. */
export const file = (text = '# Brief\n\nEen brief met tekst.') => new Blob([text], { type: 'text/markdown' });
export const form = (parts: Record<string, string | Blob>, name = 'brief.md') => {
  const data = new FormData();
  for (const [key, value] of Object.entries(parts)) {
    if (typeof value === 'string') data.append(key, value);
    else data.append(key, value, name);
  }
  return data;
};

/** Status and code of a refusal. */
export async function refusal(response: Response): Promise<string> {
  return `${response.status} ${((await response.json()) as { code?: string }).code}`;
}

export async function expectProblem(response: Response, status: number, code: string): Promise<Record<string, unknown>> {
  const body = (await response.json()) as Record<string, unknown>;
  expect({ status: response.status, code: body['code'] }).toEqual({ status, code });
  expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  return body;
}

/** A request of which `body` comes at once and then nothing, on a socket of its own; `ended` is what comes back. */
export function beginRequest(desk: TestDesk, line: string, headers: readonly string[], body: string) {
  const { hostname, port } = new URL(desk.url);
  const socket = connect(Number(port), hostname);
  const ended = Promise.withResolvers<string>();
  let got = '';
  socket.setEncoding('utf8').on('data', (piece: string) => (got += piece));
  socket.on('error', () => undefined);
  socket.on('close', () => ended.resolve(got));
  socket.write([`${line} HTTP/1.1`, 'Host: 127.0.0.1', ...headers, '', body].join('\r\n'));
  return { socket, ended: ended.promise };
}
