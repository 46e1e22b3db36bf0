import type { Hono } from 'hono';
import type { AccessList } from '../access.ts';
import type { Admission } from '../admission.ts';
import type { AppEnv } from '../env.ts';

/** `/healthz`: the process runs. `/readyz`: it can take questions, that is, the database answers and it is not shutting down. */
export function healthRoutes(app: Hono<AppEnv>, access: AccessList, ping: () => Promise<void>, admission: Admission): void {
  access.declare('GET', '/healthz', 'public');
  app.get('/healthz', (c) => c.json({ status: 'ok' }));

  access.declare('GET', '/readyz', 'public');
  app.get('/readyz', async (c) => {
    const database = await ping().then(
      () => 'ok' as const,
      () => 'unavailable' as const,
    );
    const isReady = database === 'ok' && admission.isOpen;
    return c.json({ status: isReady ? 'ok' : 'unavailable', database, accepting: admission.isOpen }, isReady ? 200 : 503);
  });
}
