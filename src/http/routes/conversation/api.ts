import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import { admitOther } from '../../access/visitors.ts';
import { refuseOtherSites } from '../../access/same-origin.ts';
import { done, problem } from '../../contracts/responses.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

const route = createRoute({
  method: 'delete',
  path: '/conversations/{id}',
  operationId: 'deleteConversation',
  tags: ['Vragen'],
  summary: 'Wis een gesprek',
  description:
    'Zonder account: wie het nummer van het gesprek weet, was erbij. De sleutels van de vragen en antwoorden zijn meteen weg: de balie kan ze niet meer lezen, ook niet voor beheerders. ' +
    'In reservekopieën van de database staan ze nog zolang de gemeente die bewaart. ' +
    'Dat er een gesprek was, en dat het is gewist, blijft staan. Wat al aan een medewerker is gestuurd, blijft daar bewaard; wat nog niet was verstuurd, wordt niet meer verstuurd.',
  request: { params: z.object({ id: z.uuid('moet het nummer van een gesprek zijn').openapi({ description: 'Het nummer van het gesprek, zoals een antwoord het geeft.' }) }) },
  responses: {
    204: done('Het gesprek is gewist, nu of eerder.'),
    400: problem('Het nummer van het gesprek klopt niet.'),
    403: problem('Het verzoek kwam van een andere website.'),
    404: problem('Dit gesprek is er niet.'),
    409: problem('Dit mag nu niet worden gewist.'),
    429: problem('Dit is nu te vaak gevraagd.'),
    500: problem('Er ging iets mis.'),
    503: problem('De gegevens zijn even niet bereikbaar.'),
  },
});

/** With what was erased a browser forgets its pages: a step back shows nothing of it. */
export const FORGET = '"cache"';

/** Erasing a conversation, over the API. */
export function conversationApiRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { eraseConversation, visitors }: Pick<AppDeps, 'eraseConversation' | 'visitors'>): void {
  access.declare('DELETE', '/api/v1/conversations/:id', 'public');
  api.openapi(route, async (c) => {
    refuseOtherSites(c);
    await admitOther(c, visitors);
    if ((await eraseConversation(c.req.valid('param').id)) === undefined) throw new BalieError('conversation-unknown');
    c.header('Clear-Site-Data', FORGET);
    return c.body(null, 204);
  });
}
