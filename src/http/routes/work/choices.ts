import type { Assistant } from '../../../answer/ports.ts';
import { BalieError } from '../../../errors.ts';
import type { ChoiceView } from '../../../web/pages/work/views.ts';
import { type Employee, mayUse } from '../../access/employees.ts';
import type { AppDeps, DeskAssistant } from '../../deps.ts';

type Needs = Pick<AppDeps, 'assistants' | 'workplace'>;

/** The assistants that somebody may ask here, those for employees first. */
export function assistantsFor(employee: Employee, { assistants }: Pick<Needs, 'assistants'>): DeskAssistant[] {
  const isOwn = ({ audience }: DeskAssistant) => Number(audience === 'employee');
  return [...assistants.values()].filter((assistant) => mayUse(employee, assistant)).toSorted((a, b) => isOwn(b) - isOwn(a));
}

/** @throws BalieError `assistant-unknown` also for one that is not for them. */
export function assistantFor(employee: Employee, name: string, { assistants }: Pick<Needs, 'assistants'>): DeskAssistant {
  const assistant = assistants.get(name);
  if (assistant === undefined || !mayUse(employee, assistant)) throw new BalieError('assistant-unknown');
  return assistant;
}

/** Models besides an assistant's own: those of the person's groups that may run. */
function modelsFor({ models }: Employee, { workplace }: Pick<Needs, 'workplace'>): string[] {
  return workplace.chatModels().filter((name) => models.includes('*') || models.includes(name));
}

/** What can be chosen; of one there is no choice. @param assistant of the conversation; undefined: any. */
export function modelChoices(employee: Employee, assistant: DeskAssistant | undefined, deps: Needs): ChoiceView[] {
  const others = modelsFor(employee, deps).filter((name) => name !== assistant?.model);
  return [{ value: '', text: assistant === undefined ? 'Dat van de assistent' : `${assistant.model} (gewoon)`, ...(assistant && { model: assistant.model }) }, ...others.map((name) => ({ value: name, text: name }))];
}

/** With which models an answer can be compared, by their names; none where there is no choice. */
export function comparable(models: readonly ChoiceView[]): ChoiceView[] {
  if (models.length < 2) return [];
  return models.flatMap(({ value, model = value }) => (model === '' ? [] : [{ value: model, text: model }]));
}

/** The assistant with the model that was chosen; empty: its own. @throws BalieError `model-not-offered`. */
export function withModel(employee: Employee, assistant: Assistant, model: string, deps: Needs): Assistant {
  if (model === '' || model === assistant.model) return assistant;
  if (!modelsFor(employee, deps).includes(model)) throw new BalieError('model-not-offered');
  return { ...assistant, model };
}
