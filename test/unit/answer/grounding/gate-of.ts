import type { SentenceCheck } from '../../../../src/answer/grounding/carried.ts';
import { readEvidence } from '../../../../src/answer/grounding/evidence.ts';
import { SentenceGate } from '../../../../src/answer/grounding/gate.ts';
import { noPromise } from '../../../../src/answer/grounding/promise.ts';
import type { Passage } from '../../../../src/answer/ports.ts';

export interface Judged {
  readonly shown: string;
  readonly cited: readonly number[];
  readonly reasons: readonly string[];
  readonly gate: SentenceGate;
}

export function gateOf(passages: readonly Passage[], { question = '', prompt = '', checks = [noPromise] }: { question?: string; prompt?: string; checks?: readonly SentenceCheck[] } = {}): SentenceGate {
  return new SentenceGate({ question, passages, evidence: readEvidence(passages), prompt }, checks);
}

/** What the gate lets through of a model's text that comes in these pieces. */
export function judged(passages: readonly Passage[], text: string | readonly string[], options: Parameters<typeof gateOf>[1] & { isCutOff?: boolean } = {}): Judged {
  const gate = gateOf(passages, options);
  const pieces = typeof text === 'string' ? [text] : text;
  const shown = pieces.map((piece) => gate.push(piece)).join('') + gate.end(options.isCutOff ?? false);
  return { shown, cited: gate.cited, reasons: gate.details.drops.map(({ reason }) => reason), gate };
}
