import type { Hono } from 'hono';
import type { AccessList } from '../access/access.ts';
import type { Admission } from '../admission.ts';
import { answersSoon } from '../answers-soon.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../env.ts';
import type { LiveDeps } from '../live-deps.ts';

/** So many days before it ends, an exception is told of. */
const WARN_DAYS = 14;

/**
 * `/healthz`: the process runs. `/readyz`: it can take questions, that is, the database answers and it is not shutting down, or about to. A desk
 * that an admin turned off is as ready as any: it says so, and nothing has to be restarted or taken out of use. So it is with what somebody has
 * to look at (`warnings`).
 */
export function healthRoutes(app: Hono<AppEnv>, access: AccessList, { ping, switches, drift, aiAct, live }: Pick<AppDeps, 'ping' | 'switches' | 'drift' | 'aiAct' | 'live'>, admission: Admission): void {
  access.declare('GET', '/healthz', 'public');
  app.get('/healthz', (c) => c.json({ status: 'ok' }));

  const warnings = () => [...((drift.count() ?? 0) > 0 ? ['factsheet-drift'] : []), ...((aiAct.article50.count() ?? 0) > 0 ? ['ai-act-article-50'] : []), ...liveWarnings(live.states())];
  access.declare('GET', '/readyz', 'public');
  app.get('/readyz', async (c) => {
    const database = (await answersSoon(ping)) ? 'ok' : 'unavailable';
    const isReady = database === 'ok' && admission.isOpen && !admission.isLeaving;
    return c.json({ status: isReady ? 'ok' : 'unavailable', database, accepting: admission.isOpen, off: switches.list().map(({ assistant }) => assistant), closed: closedOf(live.states()), warnings: warnings() }, isReady ? 200 : 503);
  });
}

/** Names of assistants that take no questions since something is missing: the warnings say no names. */
function closedOf(states: ReturnType<LiveDeps['states']>): string[] {
  return states.filter(({ standing }) => standing === 'closed').map(({ name }) => name);
}

/** Of assistants for residents that are off since something is missing, and those that soon will be. */
function liveWarnings(states: ReturnType<LiveDeps['states']>): string[] {
  return states.flatMap(({ standing, exception, daysLeft }) => {
    if (standing === 'closed') return exception === undefined ? ['assistant-incomplete'] : ['assistant-exception-ended'];
    return standing === 'excepted' && daysLeft !== undefined && daysLeft <= WARN_DAYS ? ['assistant-exception-ends'] : [];
  });
}
