import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import type { AccessList } from './access/access.ts';
import type { Admission } from './admission.ts';
import type { AppDeps } from './deps.ts';
import type { AppEnv } from './env.ts';
import { InvalidInput } from './faults.ts';
import { requireJson } from './input.ts';
import { invalidParams } from './contracts/metadata-contract.ts';
import { collectionRoutes } from './routes/collections.ts';
import { handoverApiRoutes } from './routes/handover/api.ts';
import { jobRoutes } from './routes/jobs.ts';
import { groupRoutes } from './routes/keys/groups.ts';
import { keyRoutes } from './routes/keys/keys.ts';
import { ownKeyRoutes } from './routes/keys/own-key.ts';
import { backendRoutes } from './routes/models/backends.ts';
import { modelRoutes } from './routes/models/models.ts';
import { pullRoutes } from './routes/models/pulls.ts';
import { conversationApiRoutes } from './routes/conversation/api.ts';
import { feedbackRoutes } from './routes/feedback.ts';
import { switchRoutes } from './routes/switches/api.ts';
import { exportRoutes } from './routes/work/export.ts';
import { taskApiRoutes } from './routes/work/tasks/api.ts';
import { turnRoutes } from './routes/turns.ts';
import { widgetTokenRoutes } from './routes/widget/tokens.ts';
import { Streams } from './streams/streams.ts';
import { Uploads, uploadPlaces } from './uploads/upload.ts';
import type { UploadPlaces } from './uploads/upload-places.ts';

/** In a header of every answer under `/api/v1`, refusals too. */
export const API_VERSION = '1.0.0';

/** What is shared out between the API and the pages. */
interface Shared {
  readonly streams: Streams;
  readonly places: UploadPlaces;
}

/** The API under `/api/v1`, by the Dutch API Design Rules: problem details, 400 for invalid input. */
export function createApi(access: AccessList, deps: AppDeps, admission: Admission, { streams, places }: Shared = { streams: new Streams(), places: uploadPlaces() }): OpenAPIHono<AppEnv> {
  const api = new OpenAPIHono<AppEnv>({
    defaultHook(result) {
      if (result.success) return;
      throw new InvalidInput(invalidParams(result.error));
    },
  });
  api.use('*', (c, next) => (['POST', 'PATCH'].includes(c.req.method) ? requireJson(c, next) : next()));
  api.openAPIRegistry.registerComponent('securitySchemes', 'sleutel', { type: 'http', scheme: 'bearer' });
  turnRoutes(api, access, deps, admission);
  taskApiRoutes(api, access, deps, admission);
  exportRoutes(api, access, deps);
  widgetTokenRoutes(api, access, deps);
  feedbackRoutes(api, access, deps);
  conversationApiRoutes(api, access, deps);
  handoverApiRoutes(api, access, deps);
  collectionRoutes(api, access, deps.push, new Uploads(places));
  jobRoutes(api, access, deps, streams);
  ownKeyRoutes(api, access, deps.keys);
  keyRoutes(api, access, deps.keys);
  groupRoutes(api, access, deps.keys);
  backendRoutes(api, access, deps.catalogue);
  modelRoutes(api, access, deps.catalogue);
  switchRoutes(api, access, deps);
  pullRoutes(api, access, { catalogue: deps.catalogue, logger: deps.logger, streams });

  access.declare('GET', '/api/v1/openapi.json', 'public');
  // Rule publish-openapi: readable without an account, from any origin.
  api.use('/openapi.json', cors({ origin: '*', allowMethods: ['GET'] }));
  api.get('/openapi.json', (c) => c.json(openApiDocument(api, deps)));
  return api;
}

/** The description of the API, from the contracts that requests are checked against. */
export function openApiDocument(api: OpenAPIHono<AppEnv>, { municipality }: Pick<AppDeps, 'municipality'>) {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Balie',
      version: API_VERSION,
      description:
        'Vragen stellen aan de digitale balie van een gemeente, en documenten aanleveren. Antwoorden komen met bronnen. Aanleveren kan met een sleutel.',
      contact: { name: municipality.name, url: municipality.website, email: municipality.email },
      license: { name: 'EUPL-1.2', url: 'https://spdx.org/licenses/EUPL-1.2.html' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [
      { name: 'Vragen', description: 'Een vraag stellen en het antwoord krijgen.' },
      { name: 'Documenten', description: 'Documenten aanleveren, nakijken en verwijderen. Hiervoor is een sleutel nodig.' },
      { name: 'Sleutels', description: 'Sleutels en hun grenzen. Wie een sleutel heeft, ziet daar zelf het gebruik van; beheren kan met een sleutel van een beheerder.' },
      { name: 'Modellen', description: 'Welke modellen mogen draaien, en waar. Hiervoor is een sleutel van een beheerder nodig.' },
      { name: 'Aan en uit', description: 'De digitale balie uitzetten en weer aanzetten. Hiervoor is een sleutel van een beheerder nodig.' },
      { name: 'Werkplek', description: 'Taken uitvoeren en bestanden ophalen. Voor wie is ingelogd als medewerker.' },
      { name: 'Taken', description: 'Volgen wat er met aangeleverde documenten gebeurt. Hiervoor is een sleutel nodig.' },
    ],
  });
}
