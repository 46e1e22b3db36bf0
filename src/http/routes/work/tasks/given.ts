import { BalieError } from '../../../../errors.ts';
import type { TaskDeps } from '../../../task-deps.ts';
import type { Employee } from '../../../access/employees.ts';
import type { PromptReader } from '../../../../workplace/prompts/kept-prompts.ts';

/** Ids of the groups for which somebody makes and judges tasks. */
export function editsOf({ person }: Employee, tasks: TaskDeps): string[] {
  return tasks.keptBy(person.groups).map(({ id }) => id);
}

/** @throws BalieError `task-editor-required` for who keeps the tasks of no group, or not of this one. */
export function requireEditor(employee: Employee, tasks: TaskDeps, group?: string): readonly string[] {
  const edits = editsOf(employee, tasks);
  if (edits.length === 0 || (group !== undefined && !edits.includes(group))) throw new BalieError('task-editor-required');
  return edits;
}

/** Somebody as the library of prompts knows them. */
export function readerOf(employee: Employee, tasks: TaskDeps): PromptReader {
  return { id: employee.id, groups: employee.person.groups, edits: editsOf(employee, tasks) };
}
