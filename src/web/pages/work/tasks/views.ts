import type { Recipe, RecipeField } from '../../../../workplace/tasks/recipe.ts';
import type { Draft } from '../../../../workplace/tasks/draft.ts';
import type { TaskVersion } from '../../../../workplace/tasks/group-tasks.ts';
import type { TaskResultView } from '../../../markup/task-result.ts';
import type { FaultView } from '../../../turn-views.ts';
import type { MunicipalityView } from '../../../views.ts';

/** What every page of tasks and prompts has. */
export interface WorkPage {
  readonly municipality: MunicipalityView;
  /** Who is logged in. */
  readonly name: string;
  readonly hasAdmin: boolean;
}

interface ListedTask extends Pick<Recipe, 'title' | 'description'> {
  readonly name: string;
  /** Title of the group that made it. */
  readonly madeBy?: string;
}

export interface RecentRun {
  readonly task: string;
  /** Undefined of a task that is not there for them any more. */
  readonly title: string | undefined;
  readonly conversationId: string;
  readonly at: Date;
}

export interface TasksView extends WorkPage {
  readonly tasks: readonly ListedTask[];
  /** Somebody's own last runs. */
  readonly recent: readonly RecentRun[];
  /** Whether one of those was just erased. */
  readonly isErased: boolean;
  /** The number of the proof of that. */
  readonly receipt?: number | undefined;
  /** Whether they make and judge tasks for a group, and how many wait for a judgement that is theirs to give. */
  readonly editing?: { readonly waiting: number };
}

export interface ShownField extends RecipeField {
  readonly most: number;
}

export interface TaskView extends WorkPage {
  readonly task: ListedTask & Pick<Recipe, 'privacy'>;
  readonly fields: readonly ShownField[];
  readonly given: Readonly<Record<string, string>>;
  /** By field, the end of a sentence. */
  readonly faults: Readonly<Record<string, string>>;
  readonly fault?: FaultView;
  readonly result?: TaskResultView;
}

/** A proposal as its form has it. */
export interface ProposalDraft extends Draft {
  readonly group: string;
}

export interface ProposeView extends WorkPage {
  /** The groups for which they may. */
  readonly groups: readonly { readonly id: string; readonly title: string }[];
  readonly draft: ProposalDraft;
  /** The task of which this is the next version. */
  readonly task?: string;
  readonly faults: readonly string[];
}

export interface ShownVersion extends Pick<TaskVersion, 'id' | 'task' | 'version' | 'state' | 'proposedAt' | 'decidedAt'> {
  readonly title: string;
  readonly group: string;
  readonly author: string;
  readonly decidedBy: string;
  /** Whether it is the work of who looks. */
  readonly isOwn: boolean;
  /** Whether it is the version that runs. */
  readonly isRunning: boolean;
}

export interface ProposalsView extends WorkPage {
  readonly versions: readonly ShownVersion[];
}

export interface ProposalView extends WorkPage {
  readonly version: ShownVersion;
  readonly recipe: Recipe;
  readonly instruction: string;
  /** What of it is otherwise than in the version that runs; absent: it is new. */
  readonly changed?: readonly string[];
}
