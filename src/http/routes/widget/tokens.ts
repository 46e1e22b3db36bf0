import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import { bodyOf, json, notJson, problem } from '../../contracts/responses.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { isSameOrigin } from '../../access/same-origin.ts';
import { TOKEN_HEADER } from './access.ts';

const WidgetTokenRequest = z.strictObject({ assistant: z.string().max(64).openapi({ example: 'loket' }) }).openapi('WidgetTokenRequest');
const WidgetToken = z
  .object({ token: z.string(), until: z.iso.datetime().openapi({ description: 'Tot wanneer het werkt.', example: '2026-11-26T12:15:00.000Z' }) })
  .openapi('WidgetToken');

const route = createRoute({
  method: 'post',
  path: '/widget/tokens',
  operationId: 'createWidgetToken',
  tags: ['Vragen'],
  summary: 'Vraag een token aan voor een andere website',
  description:
    'Een website die in de configuratie staat (widget.origins) krijgt een token voor één assistent. Het werkt vijftien minuten, en alleen vanaf die website. ' +
    `Stuur het met vragen mee als ${TOKEN_HEADER}. Het is geen geheim.`,
  request: { body: bodyOf(WidgetTokenRequest) },
  responses: {
    200: json('Het token.', WidgetToken),
    400: problem('De inhoud van het verzoek klopt niet.'),
    401: problem('Het token dat verlengd moet worden, is niet geldig of te oud.'),
    403: problem('Deze website staat niet in de configuratie.'),
    404: problem('De assistent bestaat niet.'),
    415: notJson,
  },
});

/** Gives a site a token, and the desk in a frame a new one in time, which goes on where the old one ends. */
export function widgetTokenRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, deps: AppDeps): void {
  access.declare('POST', '/api/v1/widget/tokens', 'public');
  api.openapi(route, (c) => {
    const { origins, tokens } = deps.widget;
    const assistant = deps.assistants.get(c.req.valid('json').assistant);
    if (assistant?.audience !== 'resident') throw new BalieError('assistant-unknown');
    const shown = c.req.header(TOKEN_HEADER);
    const before = shown !== undefined && isSameOrigin(c) ? tokens.read(shown, assistant.name) : undefined;
    const origin = before?.origin ?? c.req.header('Origin');
    if (origin === undefined || !origins.has(origin)) throw new BalieError('widget-origin-refused');
    const { token, until } = tokens.issue(origin, assistant.name, before?.id);
    return c.json({ token, until: new Date(until).toISOString() }, 200);
  });
}
