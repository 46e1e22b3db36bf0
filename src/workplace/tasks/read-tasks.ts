import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BalieError } from '../../errors.ts';
import { TASKS_FOLDER } from '../../models/prompts/assistants.ts';
import { readFilling } from '../../models/prompts/prompt.ts';
import { noted, readYaml } from '../../models/prompts/yaml.ts';
import { recipeRules } from './recipe.ts';
import type { Task } from './task.ts';

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Pages of their own. */
const TAKEN = ['nieuw', 'voorstellen'];

interface Options {
  /** Balie's own first: a municipality's recipe of the same name goes before it. */
  readonly folders: readonly string[];
  readonly defaultModel: string;
  /** What `{{name}}` in prompts stands for, beside the fields: as it is when a task runs. */
  readonly values: () => Readonly<Record<string, string>>;
  /** Ids of the groups in the configuration. */
  readonly groups: readonly string[];
}

/**
 * Reads the recipes of tasks: `taken/NAME.yaml` with `taken/NAME.md` beside it, the prompt, in which each field stands once as `{{field}}`.
 * @throws BalieError `config-invalid` whose detail names every fault in every file.
 */
export async function readTasks({ folders, defaultModel, values, groups }: Options): Promise<Map<string, Task>> {
  const faults: string[] = [];
  const tasks = new Map<string, Task>();
  for (const folder of folders) {
    for (const name of await recipesIn(folder, faults)) {
      const path = join(folder, TASKS_FOLDER, `${name}.yaml`);
      const recipe = await readYaml(path, (value) => recipeRules.parse(value)).catch(noted(faults));
      if (recipe === undefined) continue;
      faults.push(...recipe.groups.filter((group) => !groups.includes(group)).map((group) => `${path}: groups: ${group} is geen groep`));
      const known = recipe.fields.map((field) => field.name).filter((field) => Object.hasOwn(values(), field));
      faults.push(...known.map((field) => `${path}: fields: ${field} is al een naam van de gemeente: kies een andere`));
      const fill = await readFilling(folder, `${TASKS_FOLDER}/${name}`, recipe.fields.map((field) => field.name), { values: values(), neededFor: path }).catch(noted(faults));
      if (fill !== undefined) tasks.set(name, { ...recipe, name, model: recipe.model ?? defaultModel, get prompt() { return fill(values()); } });
    }
  }
  if (faults.length > 0) throw new BalieError('config-invalid', { detail: faults.join('\n') });
  return new Map([...tasks].toSorted(([, one], [, other]) => one.title.localeCompare(other.title, 'nl')));
}

async function recipesIn(folder: string, faults: string[]): Promise<string[]> {
  const place = join(folder, TASKS_FOLDER);
  const files = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') faults.push(`${place}: de map met taken is niet te lezen`);
    return [];
  });
  const recipes = files.filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length)).toSorted();
  faults.push(...recipes.filter((name) => !NAME.test(name)).map((name) => `${place}/${name}.yaml: de naam mag alleen kleine letters, cijfers en koppeltekens hebben`));
  faults.push(...recipes.filter((name) => TAKEN.includes(name)).map((name) => `${place}/${name}.yaml: zo mag een taak niet heten`));
  const prompts = files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -'.md'.length));
  faults.push(...prompts.filter((name) => !recipes.includes(name)).map((name) => `${place}/${name}.md: er is geen ${name}.yaml bij`));
  return recipes.filter((name) => NAME.test(name));
}
