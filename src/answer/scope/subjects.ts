/** Sentences by which a subject is recognised (see `Phrases`), and what is said of it. */
export interface Subject {
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
