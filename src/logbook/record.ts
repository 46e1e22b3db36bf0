import { type Activity, activityOf, nameOf } from './activities.ts';
import { type Entry, idIn, objectIn, textIn } from './entry.ts';
import type { Pseudonyms, SubjectKind } from './pseudonym.ts';
import type { LogbookSettings } from './rules.ts';

/** A record of the Logboek Dataverwerkingen 1.0 (Logius). */
export interface LogRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: 'Unset' | 'Ok' | 'Error';
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime: number;
  readonly resource: { readonly attributes: Readonly<Record<string, string>> };
  readonly attributes: Readonly<Record<string, string>>;
}

/** One that is made of an entry. `again`: the span that it gets where there is one of that number; without it that is the same record. */
export interface MadeRecord extends LogRecord {
  readonly entry: number;
  readonly again?: string;
}

/** What is known of what an entry is about. */
export interface Known {
  /** With what a turn or call began. */
  receipt(id: string): Entry | undefined;
  /** By its mark, as all conversations are named in the chain. */
  conversationOf(handover: string): string | undefined;
}

export interface Making {
  readonly settings: LogbookSettings;
  readonly pseudonyms: Pseudonyms;
  readonly resource: Readonly<Record<string, string>>;
  /** Whether a turn of this assistant is the run of a task. */
  readonly isTask: (assistant: string) => boolean;
}

interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

const HEX = { trace: /^[0-9a-f]{32}$/, span: /^[0-9a-f]{16}$/ };

/** The record of what an entry says was done; undefined for what is no processing of its own. */
export function recordOf(entry: Entry, known: Known, { settings, pseudonyms, resource, isTask }: Making): MadeRecord | undefined {
  const receipt = known.receipt(entry.turnId ?? entry.callId ?? idIn(entry.facts, 'turn') ?? '');
  const activity = entry.kind === 'turn.ended' ? activityOfTurn(receipt, isTask) : activityOf(entry.kind);
  const subject = subjectOf(entry, known, receipt);
  // Who tried to log in and was refused is not known, nor who logs in with a key: nobody’s data were processed.
  if (activity === undefined || (activity === 'account' && subject === undefined)) return undefined;
  const isWhole = entry.kind === 'turn.ended' || entry.kind === 'call.ended';
  const startTime = (isWhole ? receipt?.at : undefined) ?? entry.at;
  const key = receipt && textIn(receipt.facts, 'key');
  const processor = isWhole && key !== undefined ? settings.processors.get(key) : undefined;
  const { status, fault } = statusOf(entry);
  return {
    ...spansOf(entry, subject, isWhole ? receipt : undefined, pseudonyms),
    status,
    name: nameOf(activity, entry.kind),
    startTime,
    // A clock may go back.
    endTime: Math.max(startTime, entry.at),
    resource: { attributes: resource },
    attributes: {
      'dpl.core.processing_activity_id': settings.activities[activity],
      ...(subject && { 'dpl.core.data_subject_id': pseudonyms.of(subject.kind, subject.id), 'dpl.core.data_subject_id_type': settings.subjectTypes[subject.kind] }),
      ...(processor !== undefined && { 'dpl.core.foreign_operation.processor': processor }),
      // What went wrong by its code alone: a message may quote what somebody wrote.
      ...(fault !== undefined && { 'exception.type': fault }),
    },
    entry: entry.number,
  };
}

function activityOfTurn(receipt: Entry | undefined, isTask: Making['isTask']): Activity {
  if (receipt === undefined) return 'turn-resident';
  if (isTask(textIn(receipt.facts, 'assistant') ?? '')) return 'task-run';
  return idIn(receipt.facts, 'person') === undefined ? 'turn-resident' : 'turn-employee';
}

/** Whose data it were. What programs ask a model is about people whom they know, and the desk does not. */
function subjectOf({ kind, facts, callId }: Entry, known: Known, receipt: Entry | undefined): Subject | undefined {
  if (callId !== undefined) return undefined;
  const handover = idIn(facts, 'handover');
  const conversation =
    (receipt && idIn(receipt.facts, 'conversationId')) ?? idIn(facts, 'conversationId') ?? idIn(facts, 'conversation') ?? (handover === undefined ? undefined : known.conversationOf(handover));
  const person = (receipt && idIn(receipt.facts, 'person')) ?? idIn(facts, 'person') ?? (kind.startsWith('share.') ? idIn(facts, 'byKey') : undefined);
  if (person !== undefined) return { kind: 'person', id: person };
  return conversation === undefined ? undefined : { kind: 'conversation', id: conversation };
}

/** Answered or given on purpose: Ok. Ended without an answer, or with less than was asked: Unset. */
function statusOf({ kind, facts }: Entry): { readonly status: LogRecord['status']; readonly fault?: string } {
  if (kind === 'handover.failed') return { status: 'Error', fault: 'handover-failed' };
  if (kind !== 'turn.ended' && kind !== 'call.ended') return { status: 'Unset' };
  const reason = textIn(facts, 'reason');
  switch (textIn(facts, 'outcome')) {
    case 'answered':
    case 'quoted':
      return { status: 'Ok' };
    case 'failed':
      return { status: 'Error', fault: reason ?? 'failed' };
    case 'interrupted':
      // Who asked left, on purpose; or the desk stopped, or a process of it was killed: its turns are ended by another, with no time taken.
      if (reason !== undefined) return { status: 'Error', fault: reason };
      return facts['durationMs'] === 0 ? { status: 'Error', fault: 'process-gone' } : { status: 'Ok' };
    default:
      return { status: 'Unset' };
  }
}

/** @param receipt of a turn or call: it says in which trace it came in, where that is kept. */
function spansOf({ number, kind, at, turnId, callId }: Entry, subject: Subject | undefined, receipt: Entry | undefined, pseudonyms: Pseudonyms): Pick<MadeRecord, 'traceId' | 'spanId' | 'parentSpanId' | 'again'> {
  // Erased at once, turn by turn and then as a whole, is erased once.
  if (/^(?:turn|conversation|person)[.]erased$/.test(kind) && subject !== undefined) return pseudonyms.spans(`erased ${subject.kind} ${subject.id} ${at}`);
  const own = pseudonyms.spans(receipt === undefined ? `entry ${number}` : `${turnId ?? callId ?? number}`);
  const trace = objectIn(receipt?.facts['trace']);
  const [id, span, parent] = [textIn(trace, 'id') ?? '', textIn(trace, 'span') ?? '', textIn(trace, 'parent') ?? ''];
  if (!HEX.trace.test(id) || !HEX.span.test(span)) return own;
  return { traceId: id, spanId: span, ...(HEX.span.test(parent) && { parentSpanId: parent }), again: own.spanId };
}
