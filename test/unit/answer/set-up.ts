import type { TurnPorts } from '../../../src/answer/context.ts';
import type { TurnEvent } from '../../../src/answer/events.ts';
import type { Assistant, ChatChunk, ChatRequest, Passage, TurnEnd } from '../../../src/answer/ports.ts';
import { openGuard } from '../../../src/cli/desk/guard.ts';
import { readConfig } from '../../../src/config/config.ts';
import { runTurn } from '../../../src/answer/turn.ts';
import type { BalieError } from '../../../src/errors.ts';
import { assistant, passage } from '../../support/passages.ts';

export const END: ChatChunk = { type: 'end', reason: 'stop', promptTokens: 100, answerTokens: 20 };
export const text = (value: string): ChatChunk => ({ type: 'text', text: value });

interface Setting {
  passages?: Passage[];
  answerable?: boolean;
  /** Whether search says how it understood the question. */
  understands?: boolean;
  fits?: (request: ChatRequest) => boolean;
  chat?: (request: ChatRequest, signal: AbortSignal) => AsyncIterable<ChatChunk>;
  earlier?: string[];
  history?: { question: string; answer: string }[];
  deadlineMs?: number;
  endFault?: BalieError;
  isKept?: boolean;
  question?: string;
  /** What is open now. */
  openings?: string;
  /** Whether documents are still being read for the first time. */
  isReading?: boolean;
  /** Whether a file of the conversation is. */
  isFileWaiting?: boolean;
  /** The question as search put its typing errors right. */
  understood?: string;
  /** Fixed texts on top of the assistant's own. */
  replies?: Partial<Assistant['replies']>;
}

/** A turn of one question over ports that are given in parts, and what it did to them. */
export function setUp(setting: Setting = {}) {
  const happened: string[] = [];
  const searched: string[] = [];
  const searches: string[] = [];
  const requests: ChatRequest[] = [];
  let end: TurnEnd | undefined;
  let ids = 0;
  const ports: TurnPorts = {
    log: {
      received: async () => void happened.push('received'),
      earlierQuestions: async () => setting.earlier ?? [],
      history: async () => setting.history ?? [],
      ended: async (_, given) => {
        if (setting.endFault !== undefined) throw setting.endFault;
        happened.push('ended');
        end = given;
        return setting.isKept ?? true;
      },
    },
    search: {
      search: async (question, _, by) => {
        searched.push(question);
        searches.push(`${by}: ${question}`);
        return { passages: setting.passages ?? [passage()], answerable: setting.answerable ?? true, ...(setting.understands && { understood: setting.understood ?? question }) };
      },
    },
    model: {
      ...(setting.fits && { fits: setting.fits }),
      chat: (request, signal) => {
        happened.push('model');
        requests.push(request);
        return (setting.chat ?? (async function* () { yield text('Dat kost € 83,90 [1].'); yield END; }))(request, signal);
      },
    },
    guard: openGuard(readConfig({})),
    unread: async () => ({ documents: setting.isReading ?? false, files: setting.isFileWaiting ?? false }),
    ...(setting.openings !== undefined && { openings: () => setting.openings ?? '' }),
    newId: () => `id-${(ids += 1)}`,
    clock: () => 0,
    deadlineMs: setting.deadlineMs ?? 10_000,
    version: '1.2.3',
  };
  const run = async (conversationId?: string, signal = new AbortController().signal) => {
    const events: TurnEvent[] = [];
    const request = { assistant: { ...assistant, replies: { ...assistant.replies, ...setting.replies } }, question: setting.question ?? 'Wat kost een paspoort?', conversationId };
    for await (const event of runTurn(request, ports, signal)) events.push(event);
    return events;
  };
  return { ports, run, happened, searched, searches, requests, end: () => end };
}
