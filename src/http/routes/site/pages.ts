import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { z } from 'zod';
import { aboutPage, accessibilityPage, privacyPage } from '../../../web/pages.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { logFault, toFault } from '../../faults.ts';

/** The outcome of the automatic checks, as the test of them wrote it. */
const EXAMINED = z
  .object({
    date: z.iso.date(),
    tool: z.string(),
    browser: z.string(),
    widths: z.array(z.number()),
    pages: z.array(z.object({ page: z.string(), rules: z.number(), violations: z.number() })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../web/accessibility.json', import.meta.url), 'utf8')));

/** Pages about the desk itself. */
export function aboutRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, site, logger, switches, publicAssistant }: AppDeps): void {
  const { links } = site;

  access.declare('GET', '/privacy', 'public');
  app.get('/privacy', (c) => c.html(privacyPage({ municipality })));

  access.declare('GET', '/over', 'public');
  app.get('/over', async (c) => {
    const holdings = await site.holdings().catch((error: unknown) => {
      // All the rest can be told without the database.
      logFault(logger, c.get('requestId'), toFault(error));
      return undefined;
    });
    const off = switches.offFor(publicAssistant);
    const closed = off && { message: off.message, contact: switches.contact() };
    return c.html(aboutPage({ municipality, holdings, links, closed, ...site.about() }));
  });

  access.declare('GET', '/toegankelijkheid', 'public');
  app.get('/toegankelijkheid', (c) => c.html(accessibilityPage({ municipality, examined: EXAMINED, links })));
}
