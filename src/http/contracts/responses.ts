import { z } from '@hono/zod-openapi';
import { ProblemDetails } from './contracts.ts';

/** What the routes of the API say of requests and answers alike. */

const headers = { 'API-Version': { schema: { type: 'string' as const }, description: 'Versie van deze API.' } };

export const json = <Schema>(description: string, schema: Schema) => ({ description, headers, content: { 'application/json': { schema } } });

/** Of what is new. @param where what stands at its address. */
export const jsonAt = <Schema>(description: string, schema: Schema, where: string) => ({
  ...json(description, schema),
  headers: { ...headers, Location: { schema: { type: 'string' as const }, description: where } },
});

export const done = (description: string) => ({ description, headers });

export const events = (example: string) => ({ description: 'De stroom.', headers, content: { 'text/event-stream': { schema: z.string(), example } } });

export const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: ProblemDetails } } });

export const notJson = problem('Het verzoek is geen application/json.');

export const bodyOf = <Schema>(schema: Schema, required = true) => ({ required, content: { 'application/json': { schema } } });

export const security = [{ sleutel: [] }];

/** What every route for programs may answer. */
export const keyProblems = {
  400: problem('Een of meer gegevens kloppen niet.'),
  401: problem('De sleutel ontbreekt of is niet geldig.'),
  403: problem('De sleutel geeft geen toegang tot deze collectie.'),
  500: problem('Er ging iets mis.'),
  503: problem('De gegevens zijn even niet bereikbaar.'),
};

export const adminProblems = { ...keyProblems, 403: problem('De sleutel is niet van een beheerder.') };
