/** A question on the way to the class of an assistant under the AI Act (Regulation (EU) 2024/1689). */

/** What an answer means for the class, the roles and the duties: all of them together are the outcome of a path. */
export type Mark =
  | 'no-ai' | 'impact' | 'exempt'
  | 'provider' | 'deployer' | 'whole-model' | 'general-purpose'
  | 'forbidden' | 'product' | 'area' | 'profiles' | 'narrow-task' | 'high-risk'
  | 'open' | 'closed' | 'systemic'
  | 'talks' | 'makes-content' | 'reads-people' | 'informs-public' | 'deep-fakes';

export interface TreeChoice {
  readonly id: string;
  readonly text: string;
  readonly marks?: readonly Mark[];
  /** The id of the next question, or the end; absent: the question that stands below this one. */
  readonly to?: string;
}

export interface TreeQuestion {
  readonly id: string;
  readonly text: string;
  readonly help: string;
  /** From a municipality. */
  readonly example: string;
  /** Where it stands in the Regulation. */
  readonly article: string;
  /** Who can answer it mostly. */
  readonly answeredBy: string;
  readonly choices: readonly TreeChoice[];
}

/** Where a path ends. */
export const END = 'einde';

/** A question that is answered with yes or no. */
export function yesNo(question: Omit<TreeQuestion, 'choices'>, yes: Omit<TreeChoice, 'id' | 'text'> & { readonly text?: string }, no: Omit<TreeChoice, 'id' | 'text'> & { readonly text?: string } = {}): TreeQuestion {
  return { ...question, choices: [{ id: 'ja', text: 'Ja', ...yes }, { id: 'nee', text: 'Nee', ...no }] };
}
