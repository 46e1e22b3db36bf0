import type { PassageEmbedder } from '../vectors/embeddings.ts';
import type { QueryVector, SearchRequest } from '../types.ts';
import type { AskedQuestion, GradedQuestion } from './questions.ts';
import { withTypingErrors } from './typing-errors.ts';

/** What makes vectors of passages and of questions. */
export interface Embedder extends PassageEmbedder {
  /** @throws BalieError `model-…` */
  embedQuery(text: string, signal: AbortSignal): Promise<number[]>;
}

interface Context {
  /** @throws when there is no embedder: only variants with `isEmbedded` may ask. */
  readonly vectorOf: (text: string) => Promise<QueryVector>;
}

type Asked = Pick<GradedQuestion, 'id' | 'text' | 'history'>;

/** A way to ask search the same questions. */
export interface Variant {
  /** One Dutch sentence for the list. */
  readonly summary: string;
  /** Whether it needs vectors of the passages. */
  readonly isEmbedded: boolean;
  /** Whether search sees words, from which its confidence comes. */
  readonly isWorded: boolean;
  /** Whether a model puts the first passages in order. */
  readonly isReranked: boolean;
  /** Finds as the desk does, which decides itself what is searched for a question in its conversation. */
  readonly conversation?: ConversationName;
  readonly ask: (question: Asked, context: Context) => Promise<Pick<SearchRequest, 'question' | 'vector'>>;
}

/** How the desk finds in a conversation: by carrying what it continues, or with the question put anew by a model, alone or beside it. */
export const conversationNames = ['carried', 'rewritten', 'both'] as const;
export type ConversationName = (typeof conversationNames)[number];

/** Another seed gives other typing errors, and so other figures than the baselines hold. */
const SEED = 'balie';

const together = ({ text, history = [] }: AskedQuestion) => [text, ...history.map(({ question }) => question).toReversed()].join(' ');

const mistyped = ({ id, text }: Asked) => withTypingErrors(text, `${SEED} ${id}`);

export const variants = {
  woorden: {
    summary: 'op woorden alleen',
    isEmbedded: false,
    isWorded: true,
    isReranked: false,
    ask: async ({ text }) => ({ question: text }),
  },
  tikfouten: {
    summary: 'op woorden, met twee tikfouten in elke vraag',
    isEmbedded: false,
    isWorded: true,
    isReranked: false,
    ask: async (question) => ({ question: mistyped(question) }),
  },
  vectoren: {
    summary: 'op woorden en betekenis (EMBED_MODEL)',
    isEmbedded: true,
    isWorded: true,
    isReranked: false,
    ask: async ({ text }, { vectorOf }) => ({ question: text, vector: await vectorOf(text) }),
  },
  'vectoren-tikfouten': {
    summary: 'op woorden en betekenis, met twee tikfouten in elke vraag',
    isEmbedded: true,
    isWorded: true,
    isReranked: false,
    ask: async (question, { vectorOf }) => ({ question: mistyped(question), vector: await vectorOf(mistyped(question)) }),
  },
  'alleen-vectoren': {
    summary: 'op betekenis alleen',
    isEmbedded: true,
    isWorded: false,
    isReranked: false,
    ask: async ({ text }, { vectorOf }) => ({ question: '', vector: await vectorOf(text) }),
  },
  'woorden-herordend': {
    summary: 'op woorden, de eerste passages herordend door een model (RERANK_URL)',
    isEmbedded: false,
    isWorded: true,
    isReranked: true,
    ask: async ({ text }) => ({ question: text }),
  },
  'vectoren-herordend': {
    summary: 'op woorden en betekenis, de eerste passages herordend door een model',
    isEmbedded: true,
    isWorded: true,
    isReranked: true,
    ask: async ({ text }, { vectorOf }) => ({ question: text, vector: await vectorOf(text) }),
  },
  samen: {
    summary: 'op woorden, van alle vragen van een gesprek bij elkaar',
    isEmbedded: false,
    isWorded: true,
    isReranked: false,
    ask: async (asked) => ({ question: together(asked) }),
  },
  gesprek: {
    summary: 'op woorden, zoals de balie een vervolgvraag zoekt',
    isEmbedded: false,
    isWorded: true,
    isReranked: false,
    conversation: 'carried',
    ask: async ({ text }) => ({ question: text }),
  },
  herschreven: {
    summary: 'op woorden, met vervolgvragen in de woorden van een model (REWRITE_MODEL)',
    isEmbedded: false,
    isWorded: true,
    isReranked: false,
    conversation: 'rewritten',
    ask: async ({ text }) => ({ question: text }),
  },
  'herschreven-erbij': {
    summary: 'op woorden, van een vervolgvraag en wat een model ervan maakt (REWRITE_MODEL)',
    isEmbedded: false,
    isWorded: true,
    isReranked: false,
    conversation: 'both',
    ask: async ({ text }) => ({ question: text }),
  },
} as const satisfies Record<string, Variant>;

export type VariantName = keyof typeof variants;

export const variantNames = Object.keys(variants) as VariantName[];

export function isVariant(name: string): name is VariantName {
  return Object.hasOwn(variants, name);
}
