import type { Assistant, TurnEnd } from '../answer/ports.ts';
import type { AssistantFiles, FileFault } from '../models/prompts/assistants.ts';
import type { SettingForm } from '../settings/form.ts';
import type { Settings } from '../settings/settings.ts';
import type { VersionFacts } from '../settings/store.ts';
import type { TrialDeps } from './trial-deps.ts';

/** A version, with the name of who made it, and with what it holds and took the place of. */
export interface NamedVersion extends VersionFacts {
  readonly by: string;
  readonly value: unknown;
  readonly previous: unknown;
}

/** An assistant of which the texts are edited. */
export interface EditedAssistant {
  readonly name: string;
  readonly title: string;
  readonly audience: Assistant['audience'];
  /** By which its versions are kept. */
  readonly section: string;
}

/** What is changed while the desk runs: versions of settings, and of assistants. */
export interface SettingDeps extends Pick<Settings, 'current' | 'valueAt' | 'publish' | 'bringBack'> {
  readonly forms: readonly SettingForm[];
  /** The last version of each section that has one. */
  latest(sections: readonly string[]): Promise<ReadonlyMap<string, NamedVersion>>;
  /** Newest first. @param before without this one and later ones. */
  history(section: string, before: number | undefined): Promise<{ readonly versions: readonly NamedVersion[]; readonly hasMore: boolean }>;
  assistants(): readonly EditedAssistant[];
  readonly trials: TrialDeps;
  /** The assistant that texts would make, or what is wrong with them. @throws BalieError `assistant-unknown`. */
  draft(name: string, files: AssistantFiles): { readonly assistant: Assistant } | { readonly faults: readonly FileFault[] };
  /** Asks an assistant that nobody else sees; nothing of it is kept. @throws BalieError where it failed; the signal's reason. */
  tryOut(assistant: Assistant, question: string, signal: AbortSignal): Promise<TurnEnd>;
}
