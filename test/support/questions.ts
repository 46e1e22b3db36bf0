import { type ReceivedEvent, readEvents } from './events.ts';

export const TURNS = '/api/v1/assistants/loket/turns';
export const PASSPORT = 'Wat kost een paspoort?';

export interface Answer {
  readonly status: number;
  readonly id: string;
  readonly conversationId: string;
  readonly outcome: string;
  readonly answer: string;
  readonly sources: readonly { readonly title: string }[];
  /** Of a fault. */
  readonly code: string;
}

export function postQuestion(
  desk: string,
  question: string,
  { accept = 'application/json', conversationId, signal }: { accept?: string; conversationId?: string; signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(desk + TURNS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: accept },
    body: JSON.stringify({ question, ...(conversationId === undefined ? {} : { conversationId }) }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Asks over the API and gives the turn, or the fault, with the status of the response. */
export async function askJson(desk: string, question: string, conversationId?: string): Promise<Answer> {
  const response = await postQuestion(desk, question, conversationId === undefined ? {} : { conversationId });
  return { ...((await response.json()) as Omit<Answer, 'status'>), status: response.status };
}

export async function askEvents(desk: string, question: string): Promise<ReceivedEvent[]> {
  return readEvents(await postQuestion(desk, question, { accept: 'text/event-stream' }));
}

/** Asks as the form of the page does. */
export async function askForm(desk: string, question: string, conversationId = '', signal?: AbortSignal): Promise<{ status: number; page: string }> {
  const body = new URLSearchParams({ question, conversationId });
  const response = await fetch(`${desk}/`, { method: 'POST', body, ...(signal === undefined ? {} : { signal }) });
  return { status: response.status, page: await response.text() };
}

/** The conversation that a page carries on. */
export function conversationOf(page: string): string {
  return /name="conversationId"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? '';
}
