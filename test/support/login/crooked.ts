/** A provider made by hand, whose answers can be wrong in each way. */
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LoginSettings } from '../../../src/identity/login-rules.ts';

type Sign = (claims: JWTPayload, header?: Record<string, string>) => Promise<string>;

export interface CrookedProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly login: Partial<LoginSettings>;
  /** Signs as it should. */
  readonly sign: Sign;
  /** Signs with a key that is not its own, under the name of one that is. */
  readonly forge: Sign;
  /** Makes the next ID token, of these claims of an honest one. */
  idToken: (honest: JWTPayload) => Promise<string>;
  /** What it says of itself besides. */
  metadata: Record<string, unknown>;
  /** What it says instead of giving tokens: a status with a challenge, as RFC 6749 5.2 has it, and the code in its body. */
  refusal: { readonly status: number; readonly error: string } | undefined;
  close(): Promise<void>;
}

export const seconds = () => Math.floor(Date.now() / 1_000);

export async function startCrookedProvider(): Promise<CrookedProvider> {
  const [own, other] = await Promise.all([generateKeyPair('RS256', { extractable: true }), generateKeyPair('RS256', { extractable: true })]);
  const signed = (key: CryptoKey): Sign => (claims, header = {}) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'eerste', ...header }).sign(key);
  const [clientId, clientSecret] = ['balie', 'een-geheim-van-de-balie-en-de-inlogdienst'];
  const server = createServer((request, response) => {
    if (at.refusal !== undefined && request.url === '/token') {
      const { status, error } = at.refusal;
      response.writeHead(status, { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Basic realm="tokens"' }).end(JSON.stringify({ error }));
      return;
    }
    void answer(request.url ?? '').then((body) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const at: CrookedProvider = {
    issuer, clientId, clientSecret,
    login: { provider: { issuer, clientId, clientSecret, title: 'Lindewaarde ID', scopes: ['openid'], groupsClaim: 'groups', insecure: true } },
    sign: signed(own.privateKey),
    forge: signed(other.privateKey),
    idToken: (honest) => at.sign(honest),
    metadata: {},
    refusal: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(path: string): Promise<unknown> {
    if (path === '/jwks') return { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'eerste', alg: 'RS256', use: 'sig' }] };
    if (path === '/token') {
      const now = seconds();
      const honest = { iss: issuer, aud: clientId, sub: 'noor', sid: 'sessie-1', name: 'Noor de Wit', groups: ['medewerkers'], iat: now, exp: now + 300, auth_time: now };
      return { access_token: 'toegang', token_type: 'Bearer', expires_in: 300, refresh_token: 'verversing', id_token: await at.idToken(honest) };
    }
    return {
      issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'], token_endpoint_auth_methods_supported: ['client_secret_post'], ...at.metadata,
    };
  }
  return at;
}
