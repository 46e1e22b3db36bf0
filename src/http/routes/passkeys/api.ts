import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { Maker } from '../../../identity/local/accounts.ts';
import type { AccessList } from '../../access/access.ts';
import { LoginLimit } from '../../access/login-limit.ts';
import { relyingPartyOf } from '../../access/relying-party.ts';
import { requireSameOrigin } from '../../access/same-origin.ts';
import { sessionToken, setSessionCookie } from '../../access/session-cookie.ts';
import { wishedPage } from '../../access/wished-page.ts';
import { bodyOf, json, notJson, problem } from '../../contracts/responses.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { ACCOUNT_PATH, WORK_PATH } from '../../../web/pages/work/paths.ts';
import * as shapes from './contracts.ts';

const problems = {
  400: problem('De gegevens kloppen niet, of dit adres is niet dat van de balie.'),
  401: problem('Niemand is ingelogd, of inloggen is niet gelukt.'),
  403: problem('Het verzoek kwam niet van een pagina van deze balie, of dit mag niet met dit account.'),
  500: problem('Er ging iets mis.'),
  503: problem('De gegevens zijn even niet bereikbaar.'),
};
const common = { tags: ['Inloggen'], method: 'post' as const };

const loginOptions = createRoute({
  ...common,
  path: '/passkeys/options',
  operationId: 'startPasskeyLogin',
  summary: 'Vraag wat een passkey moet ondertekenen',
  description: 'Voor de inlogpagina van de balie zelf. Het geldt vijf minuten en één keer.',
  responses: { 200: json('Voor navigator.credentials.get().', shapes.LoginOptions), ...problems },
});

const login = createRoute({
  ...common,
  path: '/passkeys/login',
  operationId: 'finishPasskeyLogin',
  summary: 'Log in met een passkey',
  description: 'Geeft een sessie als cookie. Waarom het niet lukt, wordt niet verteld.',
  request: { body: bodyOf(shapes.PasskeyLogin) },
  responses: { 200: json('Ingelogd.', shapes.Went), ...problems, 415: notJson },
});

const invitation = createRoute({
  ...common,
  path: '/passkeys/invitation',
  operationId: 'readInvitation',
  summary: 'Toon voor wie een uitnodiging is',
  description: 'Wie de link heeft, ziet of er een account mee ontstaat en hoe dat heet.',
  request: { body: bodyOf(shapes.InvitationRequest) },
  responses: { 200: json('De uitnodiging.', shapes.InvitationView), ...problems, 404: problem('De uitnodiging geldt niet (meer).'), 415: notJson },
});

const makeOptions = createRoute({
  ...common,
  path: '/passkeys/register/options',
  operationId: 'startPasskey',
  summary: 'Vraag waarvoor een passkey gemaakt wordt',
  description: 'Met een uitnodiging, of voor wie is ingelogd met een account van de balie zelf. Het geldt vijf minuten en één keer.',
  request: { body: bodyOf(shapes.PasskeyOptionsRequest) },
  responses: { 200: json('Voor navigator.credentials.create().', shapes.CreationOptions), ...problems, 404: problem('De uitnodiging geldt niet (meer).'), 415: notJson },
});

const make = createRoute({
  ...common,
  path: '/passkeys/register',
  operationId: 'createPasskey',
  summary: 'Bewaar een nieuwe passkey',
  description: 'Met een uitnodiging ontstaat ook het account, en is men meteen ingelogd.',
  request: { body: bodyOf(shapes.NewPasskey) },
  responses: { 200: json('Bewaard.', shapes.Went), ...problems, 404: problem('De uitnodiging geldt niet (meer).'), 409: problem('De passkey is er al, of er zijn er te veel.'), 415: notJson },
});

/** Logging in with passkeys and making them, for the desk's own pages. */
export function passkeyRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { accounts, municipality }: Pick<AppDeps, 'accounts' | 'municipality'>): void {
  const limit = new LoginLimit();
  // Before anything of the body is looked at.
  api.use('/passkeys/*', (c, next) => {
    requireSameOrigin(c);
    return next();
  });
  for (const { path } of [loginOptions, login, invitation, makeOptions, make]) access.declare('POST', `/api/v1${path}`, 'public');

  /** At the desk's own address. Who has left while waiting costs nothing any more. */
  async function attempt<T>(c: Context, work: (rp: ReturnType<typeof relyingPartyOf>) => Promise<T>): Promise<T> {
    const rp = relyingPartyOf(c, municipality);
    return limit.run(() => {
      if (c.req.raw.signal.aborted) throw new BalieError('passkey-refused');
      return work(rp);
    });
  }

  async function makerOf(c: Context<AppEnv>, { invitation, name }: { readonly invitation?: string; readonly name?: string }): Promise<Maker> {
    if (invitation !== undefined) return { invitation, name };
    const { id, person } = await access.requireEmployee(c);
    // Whoever finds a computer that was left open must not make a way in of their own.
    if (!person.isConfirmed) throw new BalieError('step-up-required');
    return { personId: id };
  }

  api.openapi(loginOptions, async (c) => c.json(await attempt(c, (rp) => accounts.startLogin(rp)), 200));

  api.openapi(login, async (c) => {
    const { credential, wished } = c.req.valid('json');
    setSessionCookie(c, await attempt(c, (rp) => accounts.finishLogin(rp, credential, sessionToken(c))));
    return c.json({ location: wishedPage(wished) ?? WORK_PATH }, 200);
  });

  api.openapi(invitation, async (c) => {
    const { isFirst, personId, name } = await attempt(c, () => accounts.invitation(c.req.valid('json').invitation));
    return c.json({ isFirst, isNew: personId === null, name }, 200);
  });

  api.openapi(makeOptions, async (c) => c.json(await attempt(c, async (rp) => accounts.startMaking(rp, await makerOf(c, c.req.valid('json')))), 200));

  api.openapi(make, async (c) => {
    const { credential: response, label = 'Passkey', ...by } = c.req.valid('json');
    const session = await attempt(c, async (rp) => accounts.finishMaking(rp, await makerOf(c, by), { response, label, before: sessionToken(c) }));
    if (session === undefined) return c.json({ location: `${ACCOUNT_PATH}?melding=toegevoegd` }, 200);
    setSessionCookie(c, session);
    return c.json({ location: WORK_PATH }, 200);
  });
}
