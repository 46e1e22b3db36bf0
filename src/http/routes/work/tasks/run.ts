import type { Context } from 'hono';
import type { TurnEvent } from '../../../../answer/events.ts';
import type { TaskRequest } from '../../../../answer/task/ports.ts';
import type { Task } from '../../../../workplace/tasks/task.ts';
import type { Employee } from '../../../access/employees.ts';
import type { Admission } from '../../../admission.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { hangingOn } from '../../../gate.ts';
import { countTurn, logReasons } from '../../../streams/turn-events.ts';
import { tracing } from '../../../server/trace.ts';

/** In what is measured all tasks are one: groups make new ones. */
const MEASURED_AS = 'taken';

interface Running extends Pick<TaskRequest, 'given' | 'fixed'> {
  readonly task: Task;
  readonly employee: Employee;
  readonly signal: AbortSignal;
}

/** Runs a task as turns are taken: while the desk is on, within the places that there are, counted, and ended when who asked leaves. */
export function taskRunner({ tasks, switches, metrics, logger }: AppDeps, admission: Admission): (c: Context<AppEnv>, running: Running) => AsyncGenerator<TurnEvent, void> {
  const whileOn = hangingOn((request: TaskRequest, signal) => tasks.run(request, signal), switches, () => ({ name: tasks.switchedWith, isUrgent: false }));
  const run: typeof whileOn = metrics === undefined ? whileOn : (request, signal) => countTurn(whileOn(request, signal), MEASURED_AS, metrics);
  return (c, { task, given, fixed, employee, signal }) => {
    const { name, title, model, maxTokens, prompt, fields } = task;
    const { text, ...stamp } = prompt;
    const request = { task: { name, title, model, maxTokens, prompt: text, fields, stamp }, given, fixed, person: employee.id, ...tracing(c.get('trace')) };
    return logReasons(admission.run((aborted) => run(request, aborted), signal, { client: employee.id }), logger, c.get('requestId'));
  };
}
