import type { KeyObject } from 'node:crypto';
import { type Act, contentContext } from './writing/acts.ts';
import { unseal } from './content.ts';
import { noteContext } from './turn-notes.ts';

/** A turn as it was kept; what was said in it is undefined after erasure. */
export interface KeptTurn {
  readonly id: string;
  readonly receivedAt: Date;
  /** Undefined while it runs. */
  readonly outcome: string | undefined;
  readonly question: string | undefined;
  /** Undefined too when the turn was interrupted without anyone who could say more. */
  readonly end: EndContent | undefined;
  /** The last word of who asked; undefined when there was none. */
  readonly feedback: KeptFeedback | undefined;
  /** The last judgement of staff. */
  readonly judgement: KeptJudgement | undefined;
  /** What somebody had put right in it, oldest first; absent for nothing. */
  readonly corrections?: readonly KeptCorrection[];
}

export interface EndContent {
  readonly answer: string;
  readonly sources: readonly KeptSource[];
  readonly reason?: string;
  /** How it came about, in the words of who made it; absent in older entries. */
  readonly details?: Readonly<Record<string, unknown>>;
}

interface KeptSource {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly quote: string;
  readonly page?: number;
  readonly headings: readonly string[];
  /** Of one that who looks may not read any more; never kept so. */
  readonly isClosed?: boolean;
}

export interface KeptFeedback {
  readonly helpful: boolean;
  readonly reasons: readonly string[];
  readonly text?: string;
}

interface KeptJudgement {
  readonly judgement: string;
  /** Id of the key that judged. */
  readonly byKey: string;
  readonly at: Date;
  /** What was written with it. */
  readonly said: Readonly<Record<string, unknown>>;
}

export interface KeptCorrection {
  readonly at: Date;
  readonly text: string;
}

/** An entry of a turn, with what the turn's own row says. */
export interface EntryRow {
  readonly id: string;
  readonly received_at: Date;
  readonly outcome: string | null;
  readonly wrapped: Buffer | null;
  readonly kind: string;
  readonly content: Buffer | null;
  /** Of notes only: what else was said is in the row, or in nobody's interest. */
  readonly note: string | null;
}

/** The columns of `EntryRow`, of `turns t JOIN audit_entries e LEFT JOIN turn_keys k`. */
export const ENTRY_COLUMNS = `t.id, t.received_at, t.outcome, k.wrapped, e.kind, e.content, CASE WHEN e.kind IN ('turn.feedback', 'turn.judged', 'turn.corrected') THEN e.body END AS note`;

/** @param rows all entries of one turn, in order. */
export function openTurn(rows: readonly EntryRow[], master: KeyObject): KeptTurn {
  const [first] = rows;
  if (first === undefined) throw new Error('a turn without entries');
  const { id } = first;
  const turnKey = first.wrapped === null ? undefined : unseal(master, first.wrapped, id);
  const opened = (content: Buffer | null | undefined, context: string): unknown => {
    if (turnKey === undefined || content === null || content === undefined) return undefined;
    return JSON.parse(unseal(turnKey, content, context).toString('utf8'));
  };
  const read = (kind: string, context: string) => opened(rows.findLast((row) => row.kind === kind)?.content, context);
  const step = (name: Act['step']) => read(`turn.${name}`, contentContext({ subject: 'turn', id }, name));
  const note = (kind: 'turn.feedback' | 'turn.judged') => {
    const body = rows.findLast((row) => row.kind === kind)?.note;
    return body == null ? undefined : { ...(JSON.parse(body) as { at: string; facts: Record<string, unknown> }), said: read(kind, noteContext(id, kind)) };
  };
  const corrections = rows.filter(({ kind }) => kind === 'turn.corrected').flatMap(({ note: body, content }) => {
    const said = opened(content, noteContext(id, 'turn.corrected')) as { text: string } | undefined;
    return said === undefined || body === null ? [] : [{ at: new Date((JSON.parse(body) as { at: string }).at), text: said.text }];
  });
  return {
    id,
    receivedAt: first.received_at,
    outcome: first.outcome ?? undefined,
    question: (step('received') as { question: string } | undefined)?.question,
    end: step('ended') as EndContent | undefined,
    feedback: feedbackOf(note('turn.feedback')),
    judgement: judgementOf(note('turn.judged')),
    ...(corrections.length > 0 && { corrections }),
  };
}

/** The question of a turn, without the rest of it. */
export function openQuestion({ id, wrapped, content }: { readonly id: string; readonly wrapped: Buffer; readonly content: Buffer }, master: KeyObject): string {
  const said = unseal(unseal(master, wrapped, id), content, contentContext({ subject: 'turn', id }, 'received'));
  return (JSON.parse(said.toString('utf8')) as { question: string }).question;
}

interface Note {
  readonly at: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly said: unknown;
}

function feedbackOf(note: Note | undefined): KeptFeedback | undefined {
  if (note === undefined) return undefined;
  const { helpful, reasons } = note.facts as { helpful: boolean; reasons: string[] };
  return { helpful, reasons, ...(note.said as { text?: string } | undefined) };
}

function judgementOf(note: Note | undefined): KeptJudgement | undefined {
  if (note === undefined) return undefined;
  const { judgement, byKey } = note.facts as { judgement: string; byKey: string };
  return { judgement, byKey, at: new Date(note.at), said: { ...(note.said as Record<string, unknown> | undefined) } };
}
