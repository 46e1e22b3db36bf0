import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Asker } from '../../answer/ports.ts';
import { BalieError } from '../../errors.ts';
import type { AccessList } from '../access/access.ts';
import { askerOf, mayUse } from '../access/employees.ts';
import { AI_HEADER, disclosure, marked } from '../contracts/ai-mark.ts';
import { checkQuestion, Turn, TurnRequest } from '../contracts/contracts.ts';
import type { AppDeps } from '../deps.ts';
import { admitVisitor, type Doors } from '../access/visitors.ts';
import { clientOf } from '../server/client.ts';
import { formatFor } from '../streams/answering.ts';
import { streamTurn } from '../streams/stream-turn.ts';
import { lastOf, logReasons } from '../streams/turn-events.ts';
import { askedFrom } from './widget/access.ts';
import type { AppEnv } from '../env.ts';
import { InvalidInput } from '../faults.ts';
import { bodyOf, json, problem } from '../contracts/responses.ts';
import { idempotencyKeyField, readIdempotencyKey } from '../server/idempotency-key.ts';
import { tracing } from '../server/trace.ts';

const answered = json('Het antwoord.', Turn);
const route = createRoute({
  method: 'post',
  path: '/assistants/{assistant}/turns',
  operationId: 'createTurn',
  tags: ['Vragen'],
  summary: 'Stel een vraag aan een assistent',
  description:
    'Geeft het antwoord als JSON, of met "Accept: text/event-stream" als reeks gebeurtenissen: status, delta, sources en daarna done of error. ' +
    'Een status heeft een phase: searching (zoeken), waiting (anderen zijn eerst aan de beurt) of writing (schrijven). ' +
    'Bij waiting staan ook position (1 is als eerste aan de beurt) en expectedSeconds (geschatte wachttijd in seconden), telkens als de plaats verandert.',
  request: {
    params: z.object({ assistant: z.string().max(64).openapi({ example: 'loket' }) }),
    headers: z.object({
      'balie-proof': z.string().max(1_000).optional().openapi({ description: 'Het token van de rekensom (challenge), een punt en het gevonden getal.' }),
      'idempotency-key': idempotencyKeyField,
    }),
    body: bodyOf(TurnRequest),
  },
  responses: {
    200: { ...answered, content: { ...answered.content, 'text/event-stream': { schema: z.string() } } },
    400: problem('De vraag of een ander gegeven klopt niet.'),
    401: problem('Voor deze assistent moet u zijn ingelogd.'),
    404: problem('De assistent of het gesprek bestaat niet.'),
    406: problem('Dit antwoordformaat is er niet.'),
    409: problem('De vraag met deze Idempotency-Key wordt nog beantwoord (turn-running), of het was een andere vraag (idempotency-key-reused).'),
    413: problem('Het verzoek is te groot.'),
    415: problem('De inhoud van het verzoek is geen JSON.'),
    429: problem('Er zijn te veel vragen gesteld. Bij de code proof-needed staat een rekensom (challenge): met de uitkomst in Balie-Proof wordt de vraag alsnog beantwoord.'),
    500: problem('Er ging iets mis.'),
    502: problem('Het antwoord is onderweg afgebroken.'),
    503: problem('Het is te druk, of de gegevens zijn even niet bereikbaar.'),
    504: problem('Het antwoord duurde te lang.'),
  },
});

export function turnRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, deps: AppDeps, { admission, visitors }: Doors): void {
  access.declare('POST', '/api/v1/assistants/:assistant/turns', 'public');
  api.openapi(route, async (c) => {
    const assistant = deps.assistants.get(c.req.valid('param').assistant);
    if (assistant === undefined) throw new BalieError('assistant-unknown');
    const person = assistant.audience === 'resident' ? undefined : await access.requireEmployee(c);
    if (person !== undefined && !mayUse(person, assistant)) throw new BalieError('assistant-unknown');
    const widget = person === undefined ? askedFrom(c, assistant.name, deps.widget) : undefined;
    const format = formatFor(c.req.header('Accept') ?? '*/*');
    const body = c.req.valid('json');
    const question = checkQuestion(body.question);
    const idempotencyKey = readIdempotencyKey(c.req.valid('header')['idempotency-key']);
    const requestId = c.get('requestId');
    const isUrgent = deps.isUrgent(question);
    const isKept = person !== undefined || (await admitVisitor(c, visitors, { isUrgent, token: widget?.id }));

    const left = new AbortController();
    const signal = AbortSignal.any([c.req.raw.signal, left.signal]);
    const request = { assistant, question, conversationId: body.conversationId, ...tracing(c.get('trace')), ...(person && { asker: { ...askerOf(person), ...filesIn(body) } }), ...(!isKept && { isUnkept: true }), ...(idempotencyKey !== undefined && { idempotencyKey }) };
    const events = logReasons(admission.run((aborted) => deps.takeTurn(request, aborted), signal, { client: person?.id ?? clientOf(c), isUrgent }), deps.logger, requestId);
    if (format === 'json') {
      const turn = await lastOf(events);
      if (turn.generatedBy !== undefined) c.header(AI_HEADER, disclosure(turn.generatedBy));
      return c.json({ ...marked(turn), masked: [...turn.masked], sources: turn.sources.map((source) => ({ ...source, headings: [...source.headings] })) }, 200);
    }
    return streamTurn(c, { events, signal, leave: () => left.abort(), logger: deps.logger });
  });
}

/** What of the conversation's files is searched. @throws InvalidInput for files of a conversation that is not named. */
function filesIn({ conversationId, sources = 'all' }: z.infer<typeof TurnRequest>): Pick<Asker, 'files'> {
  if (conversationId !== undefined) return { files: { conversationId, alone: sources === 'files' } };
  if (sources === 'files') throw new InvalidInput([{ name: 'conversationId', reason: 'is nodig bij sources: files' }]);
  return {};
}
