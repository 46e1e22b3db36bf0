import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { createHash } from 'node:crypto';
import type { Asset } from '../web/assets.ts';
import type { AccessList } from './access/access.ts';
import type { Doors } from './access/visitors.ts';
import type { AppDeps } from './deps.ts';
import type { AppEnv } from './env.ts';
import { InvalidInput } from './faults.ts';
import { requireJson } from './input.ts';
import { type DescribedRoute, markAbsent } from './contracts/may-be-absent.ts';
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
import { checkpointRoutes } from './routes/oversight/checkpoints.ts';
import { passkeyRoutes } from './routes/passkeys/api.ts';
import { processingApiRoutes } from './routes/processing/api.ts';
import { switchRoutes } from './routes/switches/api.ts';
import { exportRoutes } from './routes/work/export.ts';
import { taskApiRoutes } from './routes/work/tasks/api.ts';
import { turnRoutes } from './routes/turns.ts';
import { workTurnRoutes } from './routes/work/turns.ts';
import { widgetTokenRoutes } from './routes/widget/tokens.ts';
import { chatFileApiRoutes, isChatFile } from './routes/work/chat/file-api.ts';
import { documentWorkApiRoutes } from './routes/work/chat/work-api.ts';
import { smallAssets } from './server/compress.ts';
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
export function createApi(access: AccessList, deps: AppDeps, doors: Doors, { streams, places }: Shared = { streams: new Streams(), places: uploadPlaces() }): OpenAPIHono<AppEnv> {
  const api = new OpenAPIHono<AppEnv>({
    defaultHook(result) {
      if (result.success) return;
      throw new InvalidInput(invalidParams(result.error));
    },
  });
  api.use('*', (c, next) => (['POST', 'PATCH'].includes(c.req.method) && !isChatFile(c.req.path) ? requireJson(c, next) : next()));
  api.openAPIRegistry.registerComponent('securitySchemes', 'sleutel', { type: 'http', scheme: 'bearer' });
  turnRoutes(api, access, deps, doors);
  workTurnRoutes(api, access, deps, doors.admission);
  taskApiRoutes(api, access, deps, doors.admission);
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
  checkpointRoutes(api, access, deps);
  processingApiRoutes(api, access, deps);
  passkeyRoutes(api, access, deps);
  chatFileApiRoutes(api, access, deps, new Uploads(places));
  documentWorkApiRoutes(api, access, deps, doors.admission);
  pullRoutes(api, access, { catalogue: deps.catalogue, logger: deps.logger, streams });

  access.declare('GET', '/api/v1/openapi.json', 'public');
  // Rule publish-openapi: readable without an account, from any origin.
  api.use('/openapi.json', cors({ origin: '*', allowMethods: ['GET'] }));
  // Making it takes longer than anything else that anybody may ask for.
  let made: Asset | undefined;
  const small = smallAssets();
  api.get('/openapi.json', async (c) => {
    made ??= jsonAsset(openApiDocument(api, deps));
    const headers = { ETag: made.etag, 'Cache-Control': 'public, max-age=3600' };
    if (c.req.header('If-None-Match') === made.etag) return c.body(null, 304, { ...headers, Vary: 'Accept-Encoding' });
    const { body, headers: ofBody } = await small(made, c.req.header('Accept-Encoding'));
    return c.body(body, 200, { ...headers, ...ofBody, 'Content-Type': made.contentType });
  });
  return api;
}

function jsonAsset(content: object): Asset {
  const body = new TextEncoder().encode(JSON.stringify(content));
  return { body, contentType: 'application/json', etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` };
}

/** The description of the API, from the contracts that requests are checked against. */
export function openApiDocument(api: OpenAPIHono<AppEnv>, { municipality }: Pick<AppDeps, 'municipality'>) {
  const document = api.getOpenAPI31Document({
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
      { name: 'Inloggen', description: 'Inloggen met een passkey. Dit doen de pagina’s van de balie zelf: voor programma’s zijn er sleutels.' },
      { name: 'Werkplek', description: 'Vragen, taken, bestanden en werk aan hele documenten van een medewerker. Alleen voor wie met een eigen account is ingelogd.' },
      { name: 'Logboek Dataverwerkingen', description: 'Lezen welke verwerkingen van persoonsgegevens er waren. Alleen voor beheerders.' },
      { name: 'Taken', description: 'Volgen wat er met aangeleverde documenten gebeurt. Hiervoor is een sleutel nodig.' },
    ],
  });
  markAbsent(document, api.openAPIRegistry.definitions.flatMap((one) => (one.type === 'route' ? [one.route as DescribedRoute] : [])));
  return document;
}
