import type { PassageEmbedder } from '../vectors/embeddings.ts';
import type { AskedQuestion, GradedQuestion } from './questions.ts';
import { withTypingErrors } from './typing-errors.ts';

/** What makes vectors of passages and of questions. */
export interface Embedder extends PassageEmbedder {
  /** @throws BalieError `model-…` */
  embedQuery(text: string, signal: AbortSignal): Promise<number[]>;
}

export type Asked = Pick<GradedQuestion, 'id' | 'text' | 'history'>;

/** A way to ask search the same questions. */
export interface Variant {
  /** One Dutch sentence for the list. */
  readonly summary: string;
  /** Whether it needs vectors of the passages. */
  readonly isEmbedded?: true;
  /** Whether search sees no words, from which its confidence comes. */
  readonly isWordless?: true;
  /** Whether a model puts the first passages in order. */
  readonly isReranked?: true;
  /** Finds as the desk does, which decides itself what is searched for a question in its conversation. */
  readonly conversation?: ConversationName;
  /** What is asked; absent: the question as it is. */
  readonly wording?: (question: Asked) => string;
}

/** How the desk finds in a conversation: by carrying what it continues, or with the question put anew by a model, alone or beside it. */
export const conversationNames = ['carried', 'rewritten', 'both'] as const;
export type ConversationName = (typeof conversationNames)[number];

/** Another seed gives other typing errors, and so other figures than the baselines hold. */
const SEED = 'balie';

const together = ({ text, history = [] }: AskedQuestion) => [text, ...history.map(({ question }) => question).toReversed()].join(' ');

const mistyped = ({ id, text }: Asked) => withTypingErrors(text, `${SEED} ${id}`);

const all = {
  woorden: {
    summary: 'op woorden alleen',
  },
  tikfouten: {
    summary: 'op woorden, met twee tikfouten in elke vraag',
    wording: mistyped,
  },
  vectoren: {
    summary: 'op woorden en betekenis (EMBED_MODEL)',
    isEmbedded: true,
  },
  'vectoren-tikfouten': {
    summary: 'op woorden en betekenis, met twee tikfouten in elke vraag',
    isEmbedded: true,
    wording: mistyped,
  },
  'alleen-vectoren': {
    summary: 'op betekenis alleen',
    isEmbedded: true,
    isWordless: true,
  },
  'woorden-herordend': {
    summary: 'op woorden, de eerste passages herordend door een model (RERANK_URL)',
    isReranked: true,
  },
  'vectoren-herordend': {
    summary: 'op woorden en betekenis, de eerste passages herordend door een model',
    isEmbedded: true,
    isReranked: true,
  },
  samen: {
    summary: 'op woorden, van alle vragen van een gesprek bij elkaar',
    wording: together,
  },
  gesprek: {
    summary: 'op woorden, zoals de balie een vervolgvraag zoekt',
    conversation: 'carried',
  },
  herschreven: {
    summary: 'op woorden, met vervolgvragen in de woorden van een model (REWRITE_MODEL)',
    conversation: 'rewritten',
  },
  'herschreven-erbij': {
    summary: 'op woorden, van een vervolgvraag en wat een model ervan maakt (REWRITE_MODEL)',
    conversation: 'both',
  },
} as const satisfies Record<string, Variant>;

export type VariantName = keyof typeof all;

export const variants: Readonly<Record<VariantName, Variant>> = all;

export const variantNames = Object.keys(variants) as VariantName[];

export function isVariant(name: string): name is VariantName {
  return Object.hasOwn(variants, name);
}
