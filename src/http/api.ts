import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { BalieError } from '../errors.ts';
import type { AccessList } from './access.ts';
import type { Admission } from './admission.ts';
import type { AppDeps } from './deps.ts';
import type { AppEnv } from './env.ts';
import { InvalidInput } from './faults.ts';
import { turnRoutes } from './routes/turns.ts';

const API_VERSION = '1.0.0';

/** The API under `/api/v1`, by the Dutch API Design Rules: problem details, 400 for invalid input, a version header. */
export function createApi(access: AccessList, deps: AppDeps, admission: Admission): OpenAPIHono<AppEnv> {
  const api = new OpenAPIHono<AppEnv>({
    defaultHook(result) {
      if (result.success) return;
      throw new InvalidInput(result.error.issues.map((issue) => ({ name: issue.path.join('.'), reason: issue.message })));
    },
  });
  api.use('*', async (c, next) => {
    c.header('API-Version', API_VERSION);
    if (c.req.method === 'POST' && !isJson(c.req.header('Content-Type'))) throw new BalieError('content-type-unsupported');
    await next();
  });
  turnRoutes(api, access, deps, admission);

  access.declare('GET', '/api/v1/openapi.json', 'public');
  // Rule publish-openapi: readable without an account, from any origin.
  api.use('/openapi.json', cors({ origin: '*', allowMethods: ['GET'] }));
  api.get('/openapi.json', (c) => c.json(openApiDocument(api, deps)));
  return api;
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(type ?? '');
}

/** The description of the API, from the contracts that requests are checked against. */
export function openApiDocument(api: OpenAPIHono<AppEnv>, { municipality }: Pick<AppDeps, 'municipality'>) {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Balie',
      version: API_VERSION,
      description: 'Vragen stellen aan de digitale balie van een gemeente. Antwoorden komen met bronnen.',
      contact: { name: municipality.name, url: municipality.website, email: municipality.email },
      license: { name: 'EUPL-1.2', url: 'https://spdx.org/licenses/EUPL-1.2.html' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [{ name: 'Vragen', description: 'Een vraag stellen en het antwoord krijgen.' }],
  });
}
