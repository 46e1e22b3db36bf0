import { randomBytes, randomUUID } from 'node:crypto';
import type { TurnEvent } from '../../answer/events.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import type { AppDeps, ConversationTurn } from '../deps.ts';

/** What opens the rehearsal, and nothing else: it leaves this process nowhere. */
export const REHEARSAL_TOKEN = randomBytes(32).toString('base64url');

const QUOTE = 'Een paspoort is tien jaar geldig.';
const SOURCE = { number: 1, title: 'Paspoort', url: '/', quote: QUOTE, headings: [] };
const ANSWER = `${QUOTE} [1]`;
const WRITER = { model: 'voorbeeld' };

/**
 * The same desk with the same settings, pages and words, that answers each question with one sample instead of a model, and keeps nothing:
 * to look at what its answers come with. No visitor, no limit and no log has to do with it.
 */
export function rehearsed({ metrics: _metrics, ...given }: AppDeps): AppDeps {
  const opens = (token: unknown) => (token === REHEARSAL_TOKEN ? holder() : undefined);
  return {
    ...given,
    takeTurn: sample,
    isUrgent: () => false,
    conversation: async () => [KEPT],
    verifyKey: async (token) => opens(token),
    admin: { ...given.admin, sessions: { ...given.admin.sessions, who: async (token) => opens(token) } },
    visitors: { admit: async () => ({ kind: 'admitted' }), admitOther: async () => ({ kind: 'admitted' }) },
    switches: { ...given.switches, list: () => [], offFor: () => undefined, watch: () => () => undefined },
    handover: { ...given.handover, summary: async () => ({ text: QUOTE, language: 'nl' }) },
    models: { ...given.models, admit: () => ({ settle: () => undefined }) },
    logger: { info: () => undefined, error: () => undefined },
  };
}

/** A key for each assistant, and an employee. */
function holder(): KeyHolder {
  const none: readonly string[] = [];
  return {
    id: randomUUID(), name: 'controle', group: null, collections: none, models: none, assistants: ['*'], isAdmin: false, isReviewer: false,
    person: { roles: ['employee'], groups: none, readers: ['resident'], email: null, isConfirmed: true },
  };
}

const TURN = { outcome: 'answered', answer: ANSWER, sources: [SOURCE], language: 'nl', generatedBy: WRITER } as const;

async function* sample({ conversationId = randomUUID() }: { readonly conversationId?: string | undefined }): AsyncGenerator<TurnEvent, void> {
  yield { type: 'status', phase: 'writing', conversationId };
  yield { type: 'delta', text: ANSWER };
  yield { type: 'sources', sources: [SOURCE] };
  yield { type: 'done', turn: { id: randomUUID(), conversationId, masked: [], ...TURN } };
}

const KEPT: ConversationTurn = { id: '00000000-0000-4000-8000-000000000051', question: 'Hoe lang is een paspoort geldig?', outcome: 'answered', end: { ...TURN, terms: [] }, feedback: undefined };
