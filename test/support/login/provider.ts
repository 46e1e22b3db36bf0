/** A real provider of OpenID Connect on this machine: its own pages, which a browser can click. */
import { exportJWK, generateKeyPair } from 'jose';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { LoginSettings, ProviderSettings } from '../../../src/identity/login-rules.ts';

interface Account {
  readonly name: string;
  readonly email: string;
  groups: string[];
}

export interface TestProvider {
  readonly issuer: string;
  /** How the desk knows it. */
  settings(changes?: Partial<ProviderSettings>): ProviderSettings;
  /** Who has an account there, by their number: what is changed counts from then on. */
  readonly people: Map<string, Account>;
  /** Lets a desk in. */
  register(deskUrl: string): void;
  /** Says that it is out of order, or nothing at all; absent: it works. */
  outage: 'silent' | 'broken' | undefined;
  /** How often each of its paths was asked. */
  readonly asked: Map<string, number>;
  close(): Promise<void>;
}

const CLIENT = { clientId: 'balie', clientSecret: 'een-geheim-van-de-balie-en-de-inlogdienst' };

interface Ways {
  /** Whether claims stand in ID tokens (Entra ID, Keycloak) or in userinfo alone (SURFconext). */
  readonly isInIdToken?: boolean;
  /** Whether it gives refresh tokens. */
  readonly hasRefresh?: boolean;
}

export async function startProvider({ isInIdToken = true, hasRefresh = true }: Ways = {}): Promise<TestProvider> {
  const people = new Map<string, Account>([
    ['noor', { name: 'Noor de Wit', email: 'noor@gemeente.example', groups: ['medewerkers'] }],
    ['sam', { name: 'Sam Bos', email: 'sam@gemeente.example', groups: ['medewerkers', 'beheer'] }],
    ['buiten', { name: 'Iemand Anders', email: 'iemand@elders.example', groups: ['elders'] }],
  ]);
  const at: { handle?: (request: IncomingMessage, response: ServerResponse) => unknown; outage: TestProvider['outage'] } = { outage: undefined };
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    asked.set(path, (asked.get(path) ?? 0) + 1);
    if (at.outage === 'silent') return;
    if (at.outage === 'broken' || at.handle === undefined) return void response.writeHead(503).end('out of order');
    void at.handle(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // Another site than the desk, which is at 127.0.0.1.
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: 'eerste', alg: 'RS256', use: 'sig' };
  return {
    issuer,
    people,
    asked,
    get outage() {
      return at.outage;
    },
    set outage(value) {
      at.outage = value;
    },
    settings: (changes = {}) => ({ issuer, ...CLIENT, title: 'Lindewaarde ID', scopes: ['openid', 'profile', 'email'], groupsClaim: 'groups', insecure: true, ...changes }),
    register(deskUrl) {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, token_endpoint_auth_method: 'client_secret_post', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
            redirect_uris: [`${deskUrl}/inloggen/terug`], post_logout_redirect_uris: [`${deskUrl}/inloggen`], backchannel_logout_uri: `${deskUrl}/inloggen/afmelden`, backchannel_logout_session_required: true,
          },
        ],
        jwks: { keys: [jwk] },
        cookies: { keys: ['alleen-voor-toetsen'] },
        claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email'], acr: null, auth_time: null, sid: null },
        conformIdTokenClaims: !isInIdToken,
        acrValues: ['eenvoudig', 'sterk'],
        features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: {
          enabled: true,
          logoutSource: (context: KoaContextWithOIDC, form: string) => void (context.body = logoutPage(form)),
          // Those that it has of itself bring letters from elsewhere.
          postLogoutSuccessSource: (context: KoaContextWithOIDC) => void (context.body = plainPage('Uitgelogd')),
        } },
        renderError: (context: KoaContextWithOIDC, { error }: { error: string }) => void (context.body = plainPage(error)),
        pkce: { required: () => true },
        // Its own would call no desk on this machine.
        fetch: (url: string | URL, options: RequestInit) => {
          const own = { ...options };
          delete own.dispatcher;
          return fetch(url, own);
        },
        issueRefreshToken: () => hasRefresh,
        rotateRefreshToken: true,
        interactions: { url: (_, { uid }) => `/interactie/${uid}` },
        findAccount: (_, id) => (people.has(id) ? { accountId: id, claims: () => ({ sub: id, ...people.get(id) }) } : undefined),
        loadExistingGrant: async ({ oidc: { provider: own, client, session } }: KoaContextWithOIDC) => {
          const grant = new own.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
          grant.addOIDCScope('openid profile email');
          await grant.save();
          return grant;
        },
        ttl: { Interaction: 600, Session: 86_400, Grant: 86_400, AccessToken: 600, IdToken: 600, RefreshToken: 86_400, AuthorizationCode: 60 },
      } as Configuration);
      provider.use(async (context, next) => {
        if (!/^\/interactie\/[\w-]+$/.test(context.path)) return next();
        if (context.method !== 'POST') {
          context.type = 'html';
          context.body = page();
          return;
        }
        const fields = new URLSearchParams(await textOf(context.req));
        const result = fields.has('afbreken')
          ? { error: 'access_denied', error_description: 'given up' }
          : { login: { accountId: fields.get('account') ?? '', acr: fields.get('acr') ?? 'eenvoudig', remember: true } };
        // It answers by itself.
        context.respond = false;
        await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false });
      });
      at.handle = provider.callback();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a desk must know to have people log in with it. */
export function loginWith(provider: TestProvider, changes: Partial<ProviderSettings> = {}): Partial<LoginSettings> {
  return { provider: provider.settings(changes) };
}

function page(): string {
  return `<!doctype html><html lang="nl"><title>Lindewaarde ID</title><h1>Lindewaarde ID</h1><form method="post">
    <label>Account <input name="account" autofocus></label>
    <button name="acr" value="eenvoudig">Inloggen</button> <button name="acr" value="sterk">Inloggen met tweede stap</button> <button name="afbreken" value="ja">Afbreken</button>
    </form></html>`;
}

function plainPage(title: string): string {
  return `<!doctype html><html lang="nl"><title>Lindewaarde ID</title><h1>${title}</h1></html>`;
}

function logoutPage(form: string): string {
  return `<!doctype html><html lang="nl"><title>Lindewaarde ID</title><h1>Uitloggen bij Lindewaarde ID</h1>${form}<button form="op.logoutForm" name="logout" value="yes">Uitloggen</button></html>`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
