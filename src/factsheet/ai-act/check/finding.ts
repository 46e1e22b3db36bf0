/** What is looked for: that AI is told of (50(1)), that programs can tell what AI wrote (50(2)), and the way to a person beside it. */
export const CHECKED_DUTIES = ['told', 'marked', 'person'] as const;
export type CheckedDuty = (typeof CHECKED_DUTIES)[number];

export const DUTY_WORDS: Readonly<Record<CheckedDuty, string>> = {
  told: 'Mensen zien dat zij met AI praten (artikel 50, lid 1)',
  marked: 'Computers kunnen lezen dat AI het schreef (artikel 50, lid 2)',
  person: 'Mensen zien hoe zij een medewerker bereiken',
};

export interface Finding {
  readonly duty: CheckedDuty;
  /** In Dutch. */
  readonly place: string;
  readonly isMet: boolean;
  /** What was seen, or not, in Dutch. */
  readonly seen: string;
}

/** The way into the running desk: by no network. */
export type Ask = (request: Request) => Promise<Response>;

/** What of the deployment says where to look. */
export interface Looked {
  /** For residents, by name; the first one is that of the desk's page. */
  readonly assistants: readonly string[];
  /** For employees. */
  readonly hasEmployees: boolean;
  /** Codes and Dutch names of the languages of pages, besides Dutch. */
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  /** A site that may show the desk; undefined: none may. */
  readonly widgetOrigin: string | undefined;
  /** By one of these a person is reached. */
  readonly ways: readonly string[];
  /** For routes of programs. */
  readonly token: string;
}
