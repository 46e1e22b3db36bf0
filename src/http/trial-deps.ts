import type { AssistantFiles } from '../models/prompts/assistants.ts';
import type { PublishedBy } from '../settings/store.ts';
import type { Measurable, Trial } from '../web/pages/managed/trial-views.ts';

interface TrialWish {
  /** All of its texts, with the draft of `file` among them. */
  readonly files: AssistantFiles;
  readonly file: string;
  /** The version that the draft was made from. */
  readonly version: number;
  /** At most so many cases. */
  readonly many: number;
  readonly by: PublishedBy;
}

/** Drafts of assistants that are measured with their own cases, beside the version in use. */
export interface TrialDeps {
  /** How many there are, or what is wrong with their file. */
  cases(name: string): Promise<Measurable['own']>;
  /** The assistant of which a draft is measured now for somebody, by whichever process. */
  running(by: PublishedBy): Promise<string | undefined>;
  /** The last one of an assistant that somebody had made. */
  of(name: string, by: PublishedBy): Promise<Trial | undefined>;
  /** Begins one, on record. @throws BalieError `assistant-unknown`, `trial-running`, `trial-without-cases`, `input-invalid`. */
  start(name: string, wish: TrialWish): Promise<void>;
  /** Ends it, on record. @returns false when none runs. */
  stop(name: string, by: PublishedBy): Promise<boolean>;
}
