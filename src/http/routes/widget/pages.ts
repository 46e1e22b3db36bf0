import type { Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { BalieError } from '../../../errors.ts';
import { widgetScript } from '../../../web/assets.ts';
import { deskPage } from '../../../web/pages.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps, DeskAssistant } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';
import { requireSameOrigin } from '../../access/same-origin.ts';
import { smallAssets } from '../../server/compress.ts';
import { IDEMPOTENCY_KEY_HEADER } from '../../server/idempotency-key.ts';
import { type Doors, PROOF_HEADER } from '../../access/visitors.ts';
import { TOKEN_HEADER } from './access.ts';
import { answerForm, emptyDesk } from '../desk.ts';
import { LANGUAGE } from '../desk-language.ts';

const PAGE = '/widget/:assistant';
/** Calls that pages of allowed sites may make: for a token, and to ask with it. */
const OPEN_TO_SITES = ['/api/v1/widget/tokens', '/api/v1/assistants/:assistant/turns'];

/** The desk in pages of other sites: the script that they load, and the page that it frames. */
export function widgetRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, doors: Doors): void {
  const { origins, tokens } = deps.widget;
  const small = smallAssets();

  access.declare('GET', '/widget.js', 'public');
  app.get('/widget.js', async (c) => {
    const script = deps.site.look.widget(widgetScript());
    // An hour: sites write this address down, so that its content cannot be part of it.
    const headers = { ETag: script.etag, 'Cache-Control': 'public, max-age=3600' };
    if (c.req.header('If-None-Match') === script.etag) return c.body(null, 304, headers);
    const made = await small(script, c.req.header('Accept-Encoding'));
    return c.body(made.body, 200, { ...headers, ...made.headers, 'Content-Type': script.contentType });
  });

  access.declare('GET', PAGE, 'public');
  app.get(PAGE, (c) => {
    const assistant = assistantNamed(c.req.param('assistant'));
    const origin = originOf(c.req.header('Referer'));
    if (origin === undefined || !origins.has(origin)) throw new BalieError('widget-origin-refused');
    c.set('framedBy', origin);
    return c.html(deskPage({ ...emptyDesk(deps, assistant, c.req.query(LANGUAGE)), turns: [], framed: { token: tokens.issue(origin, assistant.name).token } }));
  });

  // Also what is sent before the frame's script is there.
  access.declare('POST', PAGE, 'public');
  app.post(PAGE, async (c) => {
    requireSameOrigin(c);
    const assistant = assistantNamed(c.req.param('assistant'));
    const form = await readFields(c);
    const { id, origin, isLate } = tokens.readAlsoLate(form.get('token') ?? '', assistant.name);
    if (!origins.has(origin)) throw new BalieError('widget-origin-refused');
    c.set('framedBy', origin);
    // Who thought for long gets the page back with the question in it, and a token with which it can be sent.
    const refused = isLate ? new BalieError('widget-token-late') : undefined;
    return answerForm(c, { deps, doors, assistant, form, refused, framed: { id, token: tokens.issue(origin, assistant.name, id).token } });
  });

  for (const path of OPEN_TO_SITES) {
    app.use(path, cors({ origin: (origin) => (origins.has(origin) ? origin : null), allowMethods: ['POST'], allowHeaders: ['Content-Type', TOKEN_HEADER, PROOF_HEADER, IDEMPOTENCY_KEY_HEADER], exposeHeaders: ['Retry-After', 'X-Request-Id'], maxAge: 600 }));
  }

  function assistantNamed(name: string): DeskAssistant {
    const assistant = deps.assistants.get(name);
    if (assistant?.audience !== 'resident') throw new BalieError('assistant-unknown');
    return assistant;
  }
}

function originOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined;
}

/** What only pages and scripts for other sites have: they may be loaded there, the page in a frame of the site that it was made for. */
export async function openToSites(c: Context<AppEnv>, next: () => Promise<void>): Promise<void> {
  await next();
  const origin = c.get('framedBy');
  if (c.req.path !== '/widget.js' && origin === undefined) return;
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  if (origin === undefined) return;
  c.header('Vary', 'Referer', { append: true });
  c.header('X-Frame-Options', undefined);
  const policy = c.res.headers.get('Content-Security-Policy') ?? '';
  c.header('Content-Security-Policy', policy.replace("frame-ancestors 'none'", `frame-ancestors ${origin}`));
}
