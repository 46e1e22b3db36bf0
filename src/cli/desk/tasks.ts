import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskPorts } from '../../answer/task/ports.ts';
import { type Config, OWN_PROMPTS } from '../../config/config.ts';
import type { AssistantFolder } from '../../models/prompts/assistants.ts';
import { readFilling } from '../../models/prompts/prompt.ts';
import { derived } from '../../settings/living.ts';
import { readTasks } from '../../workplace/tasks/read-tasks.ts';
import type { Task } from '../../workplace/tasks/task.ts';
import { promptValues } from './assistants.ts';

export interface InstalledTasks {
  readonly recipes: ReadonlyMap<string, Task>;
  /** What holds for every task. */
  readonly rules: TaskPorts['rules'];
  /** The assistant whose model they use, and with which they are turned off; undefined where none is for employees. */
  readonly assistant: string | undefined;
  readonly defaultModel: string;
  /** All that ask a model, assistants too: a recipe may name one of its own. */
  readonly asking: ReadonlyMap<string, { readonly model: string }>;
}

const RULES = 'task';

/** The recipes of this installation: Balie's own, and on top of those the municipality's. @throws BalieError `config-invalid`. */
export async function installedTasks(config: Pick<Config, 'promptsDir' | 'chatModel' | 'groups' | 'municipality'>, assistants: ReadonlyMap<string, AssistantFolder>): Promise<InstalledTasks> {
  const { promptsDir, chatModel, groups } = config;
  const values = derived(() => config.municipality, (municipality) => promptValues({ municipality }));
  const assistant = [...assistants.values()].find(({ audience }) => audience === 'employee');
  const defaultModel = assistant?.model ?? chatModel;
  const recipes = await readTasks({ folders: [...new Set([OWN_PROMPTS, promptsDir])], defaultModel, values, groups: groups.map(({ id }) => id) });
  const rules = await readFilling(existsSync(join(promptsDir, `${RULES}.md`)) ? promptsDir : OWN_PROMPTS, RULES, [], { values: values() });
  const asking = new Map<string, { readonly model: string }>(assistants);
  for (const { name, model } of recipes.values()) asking.set(`taken/${name}`, { model });
  return { recipes, get rules() { return rules(values()); }, assistant: assistant?.name, defaultModel, asking };
}
