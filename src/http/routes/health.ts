import type { Hono } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccessList } from '../access/access.ts';
import type { Admission } from '../admission.ts';
import type { AppEnv } from '../env.ts';

const PING_MS = 2_000;

/** `/healthz`: the process runs. `/readyz`: it can take questions, that is, the database answers and it is not shutting down. */
export function healthRoutes(app: Hono<AppEnv>, access: AccessList, ping: () => Promise<void>, admission: Admission): void {
  access.declare('GET', '/healthz', 'public');
  app.get('/healthz', (c) => c.json({ status: 'ok' }));

  access.declare('GET', '/readyz', 'public');
  app.get('/readyz', async (c) => {
    // A database that is cut off without a word keeps a query waiting; whoever asks for readiness does not wait along.
    const late = sleep(PING_MS, 'unavailable' as const, { ref: false });
    const answered = ping().then(
      () => 'ok' as const,
      () => 'unavailable' as const,
    );
    const database = await Promise.race([answered, late]);
    const isReady = database === 'ok' && admission.isOpen;
    return c.json({ status: isReady ? 'ok' : 'unavailable', database, accepting: admission.isOpen }, isReady ? 200 : 503);
  });
}
