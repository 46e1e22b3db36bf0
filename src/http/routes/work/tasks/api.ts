import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { BalieError } from '../../../../errors.ts';
import type { AccessList } from '../../../access/access.ts';
import { employeeOf } from '../../../access/employees.ts';
import type { Admission } from '../../../admission.ts';
import { AI_HEADER, disclosure, marked } from '../../../contracts/ai-mark.ts';
import { bodyOf, json, notJson, problem } from '../../../contracts/responses.ts';
import { TaskRun, TaskRunRequest } from '../../../contracts/task-contract.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { InvalidInput } from '../../../faults.ts';
import { endWhenLeft, formatFor } from '../../../streams/answering.ts';
import { sseAnswer } from '../../../streams/sse.ts';
import { lastOf, toMessages } from '../../../streams/turn-events.ts';
import { taskRunner } from './run.ts';

const ran = json('Het resultaat.', TaskRun);
const route = createRoute({
  method: 'post',
  path: '/work/tasks/{task}/runs',
  operationId: 'runTask',
  tags: ['Werkplek'],
  summary: 'Voer een taak uit',
  description: 'Voor wie is ingelogd als medewerker. Geeft het resultaat als JSON, of met "Accept: text/event-stream" als reeks gebeurtenissen: status, delta en daarna done of error.',
  request: { params: z.object({ task: z.string().max(140).openapi({ example: 'herschrijven-b1' }) }), body: bodyOf(TaskRunRequest) },
  responses: {
    200: { ...ran, content: { ...ran.content, 'text/event-stream': { schema: z.string() } } },
    400: problem('Een of meer velden kloppen niet, of de tekst is te lang voor het taalmodel.'),
    401: problem('U bent niet ingelogd.'),
    403: problem('U bent geen medewerker, of het verzoek kwam van een andere website.'),
    404: problem('Deze taak is er niet, of is niet voor uw groep.'),
    406: problem('Dit antwoordformaat is er niet.'),
    413: problem('Het verzoek is te groot.'),
    415: notJson,
    429: problem('U hebt te veel taken en vragen tegelijk gesteld.'),
    500: problem('Er ging iets mis.'),
    502: problem('Het antwoord is onderweg afgebroken.'),
    503: problem('Het is te druk, de balie staat uit, of de gegevens zijn even niet bereikbaar.'),
    504: problem('Het antwoord duurde te lang.'),
  },
});

/** Running a task from a page with a script. */
export function taskApiRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  const { tasks, logger } = deps;
  const run = taskRunner(deps, admission);

  access.declare('POST', '/api/v1/work/tasks/:task/runs', 'employee');
  api.openapi(route, async (c) => {
    const employee = employeeOf(c);
    const format = formatFor(c.req.header('Accept') ?? '*/*');
    const task = await tasks.find(c.req.valid('param').task, employee.person.groups);
    const { faults, ...checked } = tasks.check(task, c.req.valid('json').given);
    if (Object.keys(faults).length > 0) throw new InvalidInput(Object.entries(faults).map(([name, reason]) => ({ name: `given.${name}`, reason })));
    const left = new AbortController();
    const signal = AbortSignal.any([c.req.raw.signal, left.signal]);
    const events = run(c, { ...checked, task, employee, signal });
    if (format === 'json') {
      const turn = await lastOf(events);
      if (turn.generatedBy !== undefined) c.header(AI_HEADER, disclosure(turn.generatedBy));
      // A task has none.
      const { sources: _, ...given } = marked(turn);
      return c.json({ ...given, masked: [...turn.masked] }, 200);
    }
    // The first event is awaited: what is refused gets a status of its own, not a stream.
    const first = await events.next();
    if (first.done === true) throw new BalieError('internal');
    if (first.value.type === 'error') {
      await events.return();
      throw first.value.error;
    }
    return sseAnswer(c, toMessages(first.value, endWhenLeft(events, signal), logger, c.get('requestId')), () => left.abort());
  });
}
