import type { KeyObject } from 'node:crypto';
import { newKey, seal, unseal } from '../audit/content.ts';
import { cut } from '../cut.ts';

const MAX_TITLE = 100;
const CONTEXT = 'title';

/** A title on one line, of a bounded length; a longer one ends with the last whole word that fits. */
export function titleOf(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  if (line.length <= MAX_TITLE) return line;
  const begin = cut(line, MAX_TITLE - 1);
  return `${cut(begin, Math.max(begin.lastIndexOf(' '), MAX_TITLE / 2)).trimEnd()}…`;
}

/** What is kept of a title. */
export function sealTitle(master: KeyObject, id: string, title: string): { readonly wrapped: Buffer; readonly sealed: Buffer } {
  const key = newKey();
  return { wrapped: seal(master, key, `${id} ${CONTEXT}`), sealed: seal(key, Buffer.from(title), `${id} ${CONTEXT}`) };
}

export function openTitle(master: KeyObject, { id, wrapped, title }: { readonly id: string; readonly wrapped: Buffer | null; readonly title: Buffer | null }): string | undefined {
  if (wrapped === null || title === null) return undefined;
  return unseal(unseal(master, wrapped, `${id} ${CONTEXT}`), title, `${id} ${CONTEXT}`).toString('utf8');
}
