import { randomUUID } from 'node:crypto';
import type { TestDesk } from './desk.ts';

interface Kept {
  readonly id: string;
  readonly question: string;
  readonly outcome: string;
  readonly answer: string;
  readonly title: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly conversationId: string;
}

/** A turn in the log of a desk, as it came to be without one. */
export async function keepTurn(desk: TestDesk, parts: Partial<Kept> = {}): Promise<{ id: string; conversationId: string }> {
  const { question = 'Wat kost een paspoort?', outcome = 'answered', answer = 'Een paspoort kost € 86,20. [1]', title = 'Paspoort aanvragen', details = {} } = parts;
  const id = parts.id ?? randomUUID();
  const conversationId = parts.conversationId ?? randomUUID();
  const { log } = desk.desk;
  await log.received({ id, conversationId, isNew: parts.conversationId === undefined, assistant: 'loket', question });
  const sources = outcome === 'answered' || outcome === 'quoted' ? [{ number: 1, title, url: '/bronnen/x#passage-1', quote: 'Een paspoort kost € 86,20.', headings: [] }] : [];
  await log.ended(id, { outcome, answer, sources, details, durationMs: 10 });
  return { id, conversationId };
}

/** What its asker says of it. */
export async function sayOf(desk: TestDesk, { id, conversationId }: { readonly id: string; readonly conversationId: string }, said: { readonly helpful: boolean; readonly reasons?: readonly string[]; readonly text?: string }): Promise<void> {
  const response = await fetch(`${desk.url}/api/v1/turns/${id}/feedback`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ conversationId, ...said }) });
  if (response.status !== 200) throw new Error(`feedback gave ${response.status}`);
}
