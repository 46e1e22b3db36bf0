/** What is handed to the review room. */

/** A text without the personal data that was found in it, and which kinds these were. */
export type Mask = (text: string) => { readonly text: string; readonly masked: readonly string[] };

/** What was asked in turns, by their ids; without those that were erased. */
export type ReadQuestions = (turnIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
