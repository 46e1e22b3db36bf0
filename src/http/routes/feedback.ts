import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AccessList } from '../access/access.ts';
import { checkFeedbackText, checkReasons, Feedback, FeedbackRequest, toFeedback } from '../contracts/feedback-contract.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../env.ts';
import { isEmployee } from '../access/employees.ts';
import { requireJson } from '../input.ts';
import { refuseOtherSites } from '../access/same-origin.ts';
import { bodyOf, json, problem } from '../contracts/responses.ts';

const route = createRoute({
  method: 'put',
  path: '/turns/{id}/feedback',
  operationId: 'putFeedback',
  tags: ['Vragen'],
  summary: 'Zeg of een antwoord helpt',
  description:
    'Zonder account: wie het nummer van het gesprek weet, was erbij. Over een antwoord aan een medewerker gaat alleen die medewerker zelf, als die is ingelogd. Het laatste oordeel telt. Het kan tot twaalf uur na de vraag, en hoogstens tien keer per antwoord.',
  request: {
    params: z.object({ id: z.uuid('moet het nummer van een antwoord zijn').openapi({ description: 'Het id van het antwoord.', example: '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05' }) }),
    body: bodyOf(FeedbackRequest),
  },
  responses: {
    200: json('Het oordeel zoals het is bewaard.', Feedback),
    400: problem('Een of meer gegevens kloppen niet, of de toelichting is te lang.'),
    403: problem('Het verzoek kwam van een andere website.'),
    404: problem('Dit antwoord is er niet in dit gesprek, of is aan een ander gegeven.'),
    409: problem('Het antwoord is nog niet klaar, of het is te lang geleden.'),
    413: problem('Het verzoek is te groot.'),
    415: problem('De inhoud van het verzoek is geen JSON.'),
    429: problem('Er is te vaak een oordeel over dit antwoord gegeven.'),
    500: problem('Er ging iets mis.'),
    503: problem('De gegevens zijn even niet bereikbaar.'),
  },
});

/** What people say of an answer, over the API. */
export function feedbackRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { review }: Pick<AppDeps, 'review'>): void {
  access.declare('PUT', '/api/v1/turns/:id/feedback', 'public');
  api.on('PUT', '/turns/:id/feedback', requireJson);
  api.openapi(route, async (c) => {
    refuseOtherSites(c);
    const { id } = c.req.valid('param');
    const { conversationId, helpful, reasons = [], text = '' } = c.req.valid('json');
    const holder = await access.whoIsLoggedIn(c);
    const personId = holder !== undefined && isEmployee(holder) ? holder.id : undefined;
    const given = { turnId: id, conversationId, personId, helpful, reasons: checkReasons(helpful, reasons), text: checkFeedbackText(text) };
    return c.json(toFeedback(id, await review.giveFeedback(given)), 200);
  });
}
