import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import { refuseOtherSites } from '../../access/same-origin.ts';
import { HandoverAccepted, HandoverRequest, Summary } from '../../contracts/handover-contracts.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { bodyOf, json, problem } from '../../contracts/responses.ts';

const params = z.object({ id: z.uuid('moet het nummer van een gesprek zijn').openapi({ description: 'Het nummer van het gesprek, zoals een antwoord het geeft.' }) });

const summaryRoute = createRoute({
  method: 'get',
  path: '/conversations/{id}/summary',
  operationId: 'getConversationSummary',
  tags: ['Vragen'],
  summary: 'Vat een gesprek samen voor een medewerker',
  description: 'De vragen zoals ze zijn bewaard, en in welke documenten de antwoorden stonden. Zonder taalmodel gemaakt. Wie het nummer van het gesprek heeft, mag dit lezen.',
  request: { params },
  responses: {
    200: json('De samenvatting, en hoe een medewerker te bereiken is.', Summary),
    400: problem('Het nummer van het gesprek klopt niet.'),
    404: problem('Dit gesprek is er niet.'),
    500: problem('Er ging iets mis.'),
    503: problem('De gegevens zijn even niet bereikbaar.'),
  },
});

const handoverRoute = createRoute({
  method: 'post',
  path: '/conversations/{id}/handover',
  operationId: 'createHandover',
  tags: ['Vragen'],
  summary: 'Geef een gesprek door aan een medewerker',
  description: 'Verstuurt de nagekeken samenvatting naar de gemeente. Het versturen gebeurt daarna; lukt het niet meteen, dan wordt het opnieuw geprobeerd.',
  request: { params, body: bodyOf(HandoverRequest) },
  responses: {
    202: json('Aangenomen, en wordt verstuurd.', HandoverAccepted),
    400: problem('Een of meer gegevens kloppen niet.'),
    403: problem('Het verzoek kwam van een andere website.'),
    404: problem('Dit gesprek is er niet.'),
    413: problem('Het verzoek is te groot.'),
    415: problem('De inhoud van het verzoek is geen JSON.'),
    429: problem('Dit gesprek is al vaker doorgegeven, of er zijn nu heel veel gesprekken doorgegeven.'),
    500: problem('Er ging iets mis.'),
    503: problem('Deze gemeente kan geen gesprek ontvangen, of de gegevens zijn even niet bereikbaar.'),
  },
});

/** Passing a conversation on, for programs: who has its number may. */
export function handoverApiRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { handover, newId }: Pick<AppDeps, 'handover' | 'newId'>): void {
  access.declare('GET', '/api/v1/conversations/:id/summary', 'public');
  api.openapi(summaryRoute, async (c) => {
    const { id } = c.req.valid('param');
    const summary = await handover.summary(id);
    if (summary === undefined) throw new BalieError('conversation-unknown');
    const channels = handover.channels('nl').map(({ isOpen, note, remark, ...channel }) => ({ ...channel, note: [note, remark].filter((part) => part !== '').join(' '), ...(isOpen !== undefined && { isOpen }) }));
    return c.json({ conversationId: id, summary: summary.text, canSend: handover.canSend, channels }, 200);
  });

  access.declare('POST', '/api/v1/conversations/:id/handover', 'public');
  api.openapi(handoverRoute, async (c) => {
    refuseOtherSites(c);
    const conversationId = c.req.valid('param').id;
    const { summary, name, email, phone } = c.req.valid('json');
    if ((await handover.summary(conversationId)) === undefined) throw new BalieError('conversation-unknown');
    const id = newId();
    await handover.add({ id, conversationId, summary, name, email, phone });
    return c.json({ id, reference: handover.reference(id), state: 'waiting' as const }, 202);
  });
}
