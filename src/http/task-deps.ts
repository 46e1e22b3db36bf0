import type { TurnEvent } from '../answer/events.ts';
import type { TaskRequest } from '../answer/task/ports.ts';
import type { Group } from '../identity/groups.ts';
import type { Person } from '../identity/keys.ts';
import type { ExportedFile } from '../workplace/export/export.ts';
import type { ExportFormat } from '../workplace/export/document.ts';
import type { KeptPrompts } from '../workplace/prompts/kept-prompts.ts';
import type { TaskResultView } from '../web/markup/task-result.ts';
import type { Draft } from '../workplace/tasks/draft.ts';
import type { RecipeField } from '../workplace/tasks/recipe.ts';
import type { GroupTasks, WrittenRecipe } from '../workplace/tasks/group-tasks.ts';
import type { Task } from '../workplace/tasks/task.ts';

/** A run of a task, as it was kept. */
export interface KeptRun {
  /** Name of the task. */
  readonly task: string;
  /** What was given, without what was masked; by field. */
  readonly given: Readonly<Record<string, string>>;
  /** Absent where it has no end. */
  readonly result?: TaskResultView;
}

/** What employees do with recipes, prompts and files. Who may is checked before these are called. */
export interface TaskDeps {
  /** Those that somebody in these groups may run. */
  list(groups: readonly string[]): Promise<readonly Task[]>;
  /** @throws BalieError `task-unknown`, also for one that is not for these groups. */
  find(name: string, groups: readonly string[]): Promise<Task>;
  /** @returns what can be run, and what is wrong by field: the end of a sentence. */
  check(task: Task, given: Readonly<Record<string, string>>): Pick<TaskRequest, 'given' | 'fixed'> & { readonly faults: Readonly<Record<string, string>> };
  run(request: TaskRequest, signal: AbortSignal): AsyncIterable<TurnEvent>;
  /** A run of somebody's own; undefined for all others. */
  ownRun(conversationId: string, person: string): Promise<KeptRun | undefined>;
  /** Erases what was said in a run of somebody's own. @returns the number of the proof. @throws BalieError `task-unknown` for all others; `erasure-held`. */
  eraseRun(run: { readonly conversationId: string; readonly task: string }, person: string): Promise<number | undefined>;
  /** The last runs of somebody, newest first. */
  recentRuns(person: string): Promise<readonly { readonly task: string; readonly conversationId: string; readonly at: Date }[]>;
  /** How many letters a field takes. */
  mostIn(field: RecipeField): number;
  /** A recipe that somebody wrote in a form. */
  recipeOf(draft: Draft, group: string): WrittenRecipe | { readonly faults: readonly string[] };
  draftOf(written: WrittenRecipe): Draft;
  changesIn(now: WrittenRecipe, before: WrittenRecipe): readonly string[];
  /** The switch that they hang on: an assistant's, or all. */
  readonly switchedWith: string;
  /** Tasks that groups make. */
  readonly made: GroupTasks;
  readonly prompts: KeptPrompts;
  /** Of these groups those for which somebody makes and judges tasks; with the titles of all. */
  keptBy(groups: readonly string[]): readonly Pick<Group, 'id' | 'title'>[];
  titleOf(group: string): string;
  /**
   * A conversation of somebody's own, or a run of a task, as a file: as its page shows it to them today, so without a word of what is closed to
   * them since. Undefined for all others.
   * @param origin of this desk, with which the addresses of sources are whole.
   * @param signal of who asks: when they leave, it stops.
   * @throws BalieError `export-letters`, `export-busy`, `export-too-long`.
   */
  exportConversation(conversationId: string, person: Pick<Person, 'readers'> & { readonly id: string }, format: ExportFormat, origin: string, signal: AbortSignal): Promise<ExportedFile | undefined>;
}
