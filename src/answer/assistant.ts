import type { PromptStamp } from './details.ts';
import type { Replies } from './replies.ts';

/** What a person talks to: one folder under `prompts/`. */
export interface Assistant {
  readonly name: string;
  readonly audience: 'resident' | 'employee';
  readonly model: string;
  readonly systemPrompt: string;
  /** The message with the question: `{{sources}}` and `{{question}}` stand for what the turn brings. */
  readonly questionPrompt: string;
  /** What these two were made of. */
  readonly prompts: readonly PromptStamp[];
  readonly replies: Replies;
  /** What it is not for, and what it says to a greeting; absent: it takes everything for a question about its documents. */
  readonly scope?: Scope;
  /** At most this many passages are shown to the model. */
  readonly maxPassages: number;
  readonly maxTokens: number;
}

/** Sentences by which a subject is recognised (see `Phrases`), and what is said of it. */
interface Subject {
  readonly about: readonly string[];
  readonly say: string;
}

/** What an assistant leaves to others. */
export interface Scope {
  /** Subjects of another organisation; what the assistant's own documents hold goes before them. */
  readonly elsewhere: readonly Subject[];
  /** What no document makes its business: poems, sums, the weather. */
  readonly refused: readonly Subject[];
  /** Names of municipalities other than its own, and what is said of a question about one. */
  readonly others: { readonly names: readonly string[]; readonly own: string; readonly say: string };
  /** Greetings, thanks and questions about the assistant itself. */
  readonly smallTalk: readonly (Subject & { readonly isForPerson: boolean })[];
}
