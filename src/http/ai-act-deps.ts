import type { Article50Watch } from '../factsheet/ai-act/check/kept.ts';
import type { KnownAnswer } from '../factsheet/ai-act/known.ts';
import type { AiActPaths } from '../factsheet/ai-act/paths.ts';

/** What assistants are under the AI Act, and whether the desk says what article 50 asks. Who may is checked before these are called. */
export interface AiActDeps {
  readonly paths: AiActPaths;
  /** Needs the way into the running desk. */
  readonly article50: Article50Watch;
  /** What Balie knows of the questions by itself, by their ids. */
  known(assistant: string): ReadonlyMap<string, KnownAnswer>;
}
