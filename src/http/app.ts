import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Hono } from 'hono';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../errors.ts';
import type { KeyHolder } from '../identity/keys.ts';
import { AccessList } from './access/access.ts';
import { UrgentDoor } from './access/urgent.ts';
import { Admission } from './admission.ts';
import { API_VERSION, createApi } from './api.ts';
import { countTurn } from './streams/turn-events.ts';
import type { AppDeps } from './deps.ts';
import type { AppEnv } from './env.ts';
import { originOf } from './origin.ts';
import { Heartbeat } from './programs/wire/heartbeat.ts';
import { RunningCalls } from './programs/running.ts';
import type { ProgramPlace } from './programs/handler.ts';
import type { RequestTaker } from './server/listen.ts';
import { wayInto } from './inside/inside.ts';
import { rehearsed } from './inside/rehearsal.ts';
import { whileOn } from './gate.ts';
import { faultPages } from './fault-pages.ts';
import { logFault, problemResponse, setFaultHeaders, toFault } from './faults.ts';
import { withoutNul } from './server/without-nul.ts';
import { limitBody } from './uploads/limit-body.ts';
import { pageRoutes } from './page-routes.ts';
import { isUpload } from './routes/uploads.ts';
import { metricsRoute } from './routes/metrics.ts';
import { openToSites } from './routes/widget/pages.ts';
import { ProgramRoutes } from './routes/programs.ts';
import { compressPages } from './server/compress.ts';
import { headersOfPlaces } from './server/place-headers.ts';
import { securityOptions } from './server/security-headers.ts';
import { Streams } from './streams/streams.ts';
import { traceOf } from './server/trace.ts';
import { uploadPlaces } from './uploads/upload.ts';

export interface App {
  /** @param node the connection behind it: without it a request comes from nowhere. */
  readonly fetch: (request: Request, node?: HttpBindings) => Response | Promise<Response>;
  /** Answers requests of programs that call models, before `fetch` is asked. @returns false for all others. */
  readonly programs: RequestTaker;
  readonly access: AccessList;
  /** The way in from this process: the same desk, with a sample in place of each answer, of which nothing is kept. */
  readonly inside: (request: Request) => Promise<Response>;
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  /** Says that it is not ready any more, and still takes what comes: it will be closed soon. */
  leave(): void;
  /** Refuses new turns and waits for the running ones, at most `graceMs`; then aborts them. */
  close(graceMs: number): Promise<void>;
}

/** The whole desk as a function from request to response; it listens nowhere and reads no environment. */
export function createApp(given: AppDeps): App {
  const { metrics } = given;
  const counted: AppDeps['takeTurn'] = metrics === undefined ? given.takeTurn : (request, signal) => countTurn(given.takeTurn(request, signal), request.assistant.name, metrics);
  const chatFiles = { ...given.chatFiles, run: whileOn(given.chatFiles.run, given) };
  const deps: AppDeps = { ...given, takeTurn: whileOn(counted, given), chatFiles };
  const app: Hono<AppEnv> = new OpenAPIHono<AppEnv>();
  const access = new AccessList(deps.verifyKey, deps.admin.sessions.who);
  const admission = new Admission(deps.maxTurns);
  const streams = new Streams();
  const places = uploadPlaces();
  const running = new RunningCalls();
  const programs = new ProgramRoutes(access, deps, programPlace(deps, admission, running));

  app.use('*', async (c, next) => {
    const requestId = deps.newId();
    c.set('requestId', requestId);
    c.header('X-Request-Id', requestId);
    const trace = traceOf(c.req.header('traceparent'));
    c.set('trace', trace);
    c.set('trustedProxies', deps.trustedProxies);
    c.header('traceresponse', trace.traceparent);
    if (c.req.path.startsWith('/api/v1/')) c.header('API-Version', API_VERSION);
    c.set('faultsAs', /^\/(?:api|healthz|readyz|metrics)(?:\/|$)/.test(c.req.path) ? 'problem' : 'page');
    const started = performance.now();
    await next();
    // The route's pattern, not its path: ids and queries stay out of the log.
    const answered = { method: c.req.method, route: routePath(c, -1), status: c.res.status };
    const ms = performance.now() - started;
    metrics?.request({ ...answered, ms });
    // Who was known and may not: of nobody else does a line say who it was.
    const who = c.res.status === 403 ? (c.get('key') as KeyHolder | undefined)?.id : undefined;
    deps.logger.info({ requestId, traceId: trace.traceId, ...answered, ms: Math.round(ms), ...(who !== undefined && { who }) }, 'request');
  });
  headersOfPlaces(app);
  app.use('*', compressPages);
  app.use('*', openToSites);
  app.use('*', secureHeaders(securityOptions));
  app.use('*', async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
  });
  app.use('*', (c, next) => deps.audit.cameFrom(originOf(c), next));
  app.use('*', access.guard);
  app.use('*', withoutNul);
  app.use('*', limitBody(isUpload));

  let within: App['inside'] | undefined;
  const inside: App['inside'] = (request) => (within ??= wayInto(createApp(rehearsed(given))))(request);
  const doors = { admission, visitors: { admit: deps.visitors.admit, urgent: new UrgentDoor(deps.visitors) } };
  pageRoutes(app, access, deps, { admission, doors, places, inside });
  if (metrics !== undefined) metricsRoute(app, access, metrics, deps.ping);
  app.route('/api/v1', createApi(access, deps, doors, { streams, places }));

  const pageFor = faultPages(deps, access);
  app.notFound((c) => fault(c, new BalieError('not-found')));
  app.onError((error, c) => {
    const found = toFault(error);
    metrics?.fault(found.code);
    logFault(deps.logger, c.get('requestId'), found);
    return fault(c, found);
  });

  async function fault(c: Context<AppEnv>, found: BalieError): Promise<Response> {
    if (c.get('faultsAs') === 'problem') return problemResponse(c, found);
    setFaultHeaders(c, found);
    return c.html(await pageFor(c, found), found.entry.status as ContentfulStatusCode);
  }

  return {
    fetch: (request, node) => app.fetch(request, node),
    programs: programs.take,
    access,
    inside,
    routes: [...app.routes, ...programs.routes],
    leave: () => void (admission.isLeaving = true),
    async close(graceMs) {
      streams.close();
      await Promise.all([admission.close(graceMs), running.close(graceMs)]);
    },
  };
}

function programPlace({ models, assistants, takeTurn, logger }: AppDeps, admission: Admission, running: RunningCalls): ProgramPlace {
  const catalogue = { models: () => models.gateway.models(), assistants };
  return { models, catalogue, takeTurn, logger, admission, running, heartbeat: new Heartbeat() };
}
