import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import { employeeOf } from '../../access/employees.ts';
import { isLoopback } from '../../access/session-cookie.ts';
import { problem } from '../../contracts/responses.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

const file = { schema: z.string().openapi({ format: 'binary' }) };
const route = createRoute({
  method: 'get',
  path: '/work/conversations/{id}/export',
  operationId: 'exportConversation',
  tags: ['Werkplek'],
  summary: 'Haal een gesprek of het resultaat van een taak op als bestand',
  description: 'Alleen van wie het gesprek is. In het bestand staat dat het een concept is dat met AI is gemaakt, ook in de kenmerken van het bestand.',
  request: {
    params: z.object({ id: z.uuid('moet het nummer van een gesprek zijn') }),
    query: z.object({ format: z.enum(['md', 'docx', 'pdf'], 'moet md, docx of pdf zijn').openapi({ example: 'docx' }) }),
  },
  responses: {
    200: {
      description: 'Het bestand.',
      headers: { 'API-Version': { schema: { type: 'string' }, description: 'Versie van deze API.' } },
      content: { 'text/markdown': file, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document': file, 'application/pdf': file },
    },
    400: problem('Het nummer of het formaat klopt niet, de tekst heeft letters die niet in een PDF kunnen, of het gesprek is te lang voor dit soort bestand.'),
    401: problem('U bent niet ingelogd.'),
    403: problem('U bent geen medewerker, of het verzoek kwam van een andere website.'),
    404: problem('Dit gesprek is er niet, of is niet van u.'),
    500: problem('Er ging iets mis.'),
    503: problem('De gegevens zijn even niet bereikbaar, of er worden al veel bestanden gemaakt.'),
  },
});

/** Taking along what was asked and answered. */
export function exportRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { tasks }: Pick<AppDeps, 'tasks'>): void {
  access.declare('GET', '/api/v1/work/conversations/:id/export', 'employee');
  api.openapi(route, async (c) => {
    const origin = `${isLoopback(c) ? 'http' : 'https'}://${new URL(c.req.url).host}`;
    const { id, person } = employeeOf(c);
    const made = await tasks.exportConversation(c.req.valid('param').id, { id, readers: person.readers }, c.req.valid('query').format, origin, c.req.raw.signal);
    if (made === undefined) throw new BalieError('conversation-unknown');
    return c.body(new Uint8Array(made.bytes), 200, { 'Content-Type': made.type, 'Content-Disposition': `attachment; filename="${made.name}"` }) as never;
  });
}
