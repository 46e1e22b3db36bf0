import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import { adminProblems, bodyOf, json, notJson, problem, security } from '../../contracts/responses.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { MAX_RECORDS, Records, RecordsWanted } from './contracts.ts';

const read = createRoute({
  tags: ['Logboek Dataverwerkingen'],
  security,
  method: 'post',
  path: '/processing-activities',
  operationId: 'readProcessingActivities',
  summary: 'Lees het Logboek Dataverwerkingen',
  description: 'Volgens de extensie voor lezen (0.9) van het Logboek Dataverwerkingen. Met POST, zodat kenmerken van mensen niet in een adres staan. Regels staan er enkele seconden na de verwerking in. Niets kan ze veranderen.',
  request: { body: bodyOf(RecordsWanted) },
  responses: { 200: json('De regels, in de volgorde waarin zij bewaard zijn.', Records), ...adminProblems, 404: problem('Deze balie houdt geen Logboek Dataverwerkingen bij.'), 413: problem('Het verzoek is te groot.'), 415: notJson },
});

/** Reading the logbook, for admins: there is no way to change it. */
export function processingApiRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { processing }: Pick<AppDeps, 'processing'>): void {
  access.declare('POST', '/api/v1/processing-activities', 'admin');

  api.openapi(read, async (c) => {
    if (processing.find === undefined) throw new BalieError('logbook-off');
    const { traceId, startTime, endTime, after, ...by } = c.req.valid('json');
    const query = { traceId, startTime, endTime, after, activity: by['dpl.core.processing_activity_id'], subject: by['dpl.core.data_subject_id'] };
    // One more than is given tells whether there are more.
    const found = await processing.find({ ...query, limit: MAX_RECORDS + 1 });
    const given = found.slice(0, MAX_RECORDS);
    const last = found.length > MAX_RECORDS ? given.at(-1) : undefined;
    const processingActivities = given.map(({ traceId: ofTrace, spanId, status, name, startTime: began, endTime: ended, parentSpanId, resource, attributes }) => ({
      traceId: ofTrace, spanId, status, name, startTime: began, endTime: ended, ...(parentSpanId !== undefined && { parentSpanId }),
      resource: { attributes: { ...resource.attributes } }, attributes: { ...attributes },
    }));
    return c.json({ processingActivities, ...(last && { next: last.number }) }, 200);
  });
}
