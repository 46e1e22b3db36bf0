import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AccessList } from '../../access/access.ts';
import { employeeOf } from '../../access/employees.ts';
import type { Admission } from '../../admission.ts';
import { questionField } from '../../contracts/contracts.ts';
import { bodyOf, events, problem } from '../../contracts/responses.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { streamTurn } from '../../streams/stream-turn.ts';
import { idempotencyKeyField, readIdempotencyKey } from '../../server/idempotency-key.ts';
import { askAtWork } from './asking.ts';

/** Of what goes along with a confidential conversation. */
const MAX_CARRIED = 400_000;

const WorkTurnRequest = z
  .strictObject({
    assistant: z.string().max(64).openapi({ example: 'collega' }),
    question: questionField('Hoe meld ik mij ziek?'),
    conversationId: z.uuid('moet het nummer van een gesprek zijn').optional().openapi({ description: 'Het eigen gesprek waarin dit een vervolgvraag is.' }),
    model: z.string().max(200).optional().openapi({ description: 'Een ander taalmodel dan dat van de assistent, als uw groep dat mag gebruiken.' }),
    instead: z.uuid('moet het nummer van een vraag zijn').optional().openapi({ description: 'De vraag in dit gesprek waarvoor deze in de plaats komt. Wat erna kwam, verdwijnt uit het gesprek en blijft in het logboek.' }),
    beside: z.uuid('moet het nummer van een vraag zijn').optional().openapi({ description: 'De vraag in dit gesprek die u ook aan dit taalmodel stelt, om te vergelijken. Het gesprek gaat verder met dit antwoord, tot u het andere kiest. Gaat niet samen met instead.' }),
    confidential: z.boolean().optional().openapi({ description: 'Of niets wordt bewaard van wat er wordt gezegd.' }),
    carried: z.string().max(MAX_CARRIED).optional().openapi({ description: 'Bij een vertrouwelijk gesprek: wat het vorige antwoord in carried gaf.' }),
  })
  .refine(({ beside, instead }) => beside === undefined || instead === undefined, { path: ['beside'], message: 'gaat niet samen met instead' })
  .openapi('WorkTurnRequest');

const route = createRoute({
  method: 'post',
  path: '/work/turns',
  operationId: 'createWorkTurn',
  tags: ['Werkplek'],
  summary: 'Stel een vraag op de werkplek',
  description:
    'Voor wie is ingelogd als medewerker. Geeft dezelfde gebeurtenissen als een vraag aan een assistent: status, delta, sources en daarna done of error. ' +
    'In done staat in took wat het antwoord kostte: tijd en tokens. Bij een vertrouwelijk gesprek heeft done ook carried: stuur dat mee met de volgende vraag. Daarvan wordt niets bewaard, ook geen Idempotency-Key.',
  request: { headers: z.object({ 'idempotency-key': idempotencyKeyField }), body: bodyOf(WorkTurnRequest) },
  responses: {
    200: events('event: done\ndata: {"outcome":"answered"}\n\n'),
    400: problem('De vraag of een ander gegeven klopt niet, of het vertrouwelijke gesprek is voorbij.'),
    401: problem('U bent niet ingelogd.'),
    403: problem('U bent geen medewerker, het model is niet voor u, of het verzoek kwam van een andere website.'),
    404: problem('De assistent of het gesprek bestaat niet, of is niet van u.'),
    409: problem('De vraag die wordt aangepast, staat niet meer in het gesprek; de vraag met deze Idempotency-Key wordt nog beantwoord (turn-running), of het was een andere vraag (idempotency-key-reused).'),
    413: problem('Het verzoek is te groot.'),
    415: problem('De inhoud van het verzoek is geen JSON.'),
    429: problem('Er lopen te veel vragen van u tegelijk.'),
    500: problem('Er ging iets mis.'),
    503: problem('Het is te druk, of de gegevens zijn even niet bereikbaar.'),
  },
});

/** Questions of employees, over the API. */
export function workTurnRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  access.declare('POST', '/api/v1/work/turns', 'employee');
  api.openapi(route, async (c) => {
    const { confidential: isConfidential = false, model = '', conversationId = '', beside, instead = beside ?? '', carried = '', ...asked } = c.req.valid('json');
    const idempotencyKey = readIdempotencyKey(c.req.valid('header')['idempotency-key']);
    const question = await askAtWork(c, employeeOf(c), { ...asked, ...(idempotencyKey !== undefined && { idempotencyKey }), model, conversationId, instead, isBeside: beside !== undefined, isConfidential, carried }, deps, admission);
    const left = new AbortController();
    const signal = AbortSignal.any([c.req.raw.signal, left.signal]);
    return streamTurn(c, {
      events: question.events(signal),
      signal,
      leave: () => left.abort(),
      logger: deps.logger,
      addition: (turn, usage) => {
        const kept = question.carriedWith(turn);
        return { took: question.took(usage), ...(kept && { carried: kept.carried }) };
      },
    });
  });
}
