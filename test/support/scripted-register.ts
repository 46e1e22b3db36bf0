import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultsBySchema } from './register/schema.ts';

/** What the register does with one request instead of what it should. `lost`: it does it, and the answer never comes. */
export type RegisterFault = 'lost' | 'silent' | 401 | 403 | 404 | 409 | 422 | 429 | 500;

export interface RegisterEntry {
  readonly lars: string;
  record: Record<string, unknown>;
  state: 'STATE_1' | 'STATE_2' | 'PUBLISHED';
  isPublic: boolean;
}

export interface ScriptedRegister {
  readonly url: string;
  readonly entries: RegisterEntry[];
  /** Method and path of each request, tokens too. */
  readonly calls: string[];
  flow: 'SELF_PUBLISH_TWO' | 'ICTU_LAST';
  /** Another minute of requests begins. */
  nextMinute(): void;
  /** Seconds that a token holds. */
  tokenSeconds: number;
  /** What happens to the next request that matches. */
  failNext(matches: RegExp, fault: RegisterFault): void;
  /** All tokens end now, whatever was said of them. */
  endTokens(): void;
  stop(): Promise<void>;
}

export const LOGIN = { organisation: '12', clientId: 'authentication-client', username: 'balie@lindewaarde.example', password: 'een heel geheim wachtwoord' };
/** Requests that the register takes. */
const A_MINUTE = 25;
const PLACE = '/aanleverapi/v1_0/organizations/12';

/** A server that speaks the delivery API of the Algoritmeregister. */
export async function startScriptedRegister(): Promise<ScriptedRegister> {
  const faults: { readonly matches: RegExp; readonly fault: RegisterFault }[] = [];
  let tokens: string[] = [];
  let made = 0;
  let asked = 0;
  const register: Omit<ScriptedRegister, 'url' | 'stop'> = {
    entries: [], calls: [], flow: 'SELF_PUBLISH_TWO', tokenSeconds: 300,
    failNext: (matches, fault) => void faults.push({ matches, fault }),
    nextMinute: () => void (asked = 0),
    endTokens: () => void (tokens = []),
  };

  function answerTo(name: string, body: string, authorization: string | undefined): readonly [status: number, body?: unknown] {
    if (name === 'POST /token') {
      const form = Object.fromEntries(new URLSearchParams(body));
      if (form['grant_type'] !== 'password' || form['username'] !== LOGIN.username || form['password'] !== LOGIN.password || form['client_id'] !== LOGIN.clientId) return [401, { error: 'invalid_grant' }];
      const token = `token-${(made += 1)}`;
      tokens.push(token);
      return [200, { access_token: token, expires_in: register.tokenSeconds, token_type: 'Bearer' }];
    }
    if (!tokens.includes((authorization ?? '').replace('Bearer ', ''))) return [401, { detail: 'Could not validate credentials' }];
    if ((asked += 1) > A_MINUTE) return [429, { detail: 'Rate limit exceeded' }];
    if (name === 'GET /aanleverapi/user/me') return [200, { username: LOGIN.username, organisations: [{ name: 'Gemeente Lindewaarde', code: 'gm0000', org_id: 12, type: 'gemeente', flow: register.flow, show_page: true }], roles: [] }];
    if (name === `GET ${PLACE}/algorithms`) return [200, register.entries.map(summaryOf)];
    if (name === `POST ${PLACE}/algorithms`) {
      const record = JSON.parse(body) as Record<string, unknown>;
      const wrong = faultsBySchema(record);
      if (wrong.length > 0) return [422, { detail: wrong.map((key) => ({ loc: ['body', key], msg: 'value is not valid', type: 'value_error' })) }];
      const lars = String(10_000_000 + register.entries.length);
      register.entries.push({ lars, record: laidOut(record), state: 'STATE_1', isPublic: false });
      return [200, { lars_code: lars }];
    }
    const { lars, step = '' } = /\/(?:published-)?algorithms\/(?<lars>\d{8})(?:\/(?<step>\w+))?$/.exec(name)?.groups ?? {};
    const entry = register.entries.find((one) => one.lars === lars);
    return entry === undefined ? [404, { detail: 'Not Found' }] : stepWith(entry, `${name.split(' ')[0]} ${step}`, body);
  }

  function stepWith(entry: RegisterEntry, step: string, body: string): readonly [status: number, body?: unknown] {
    const conflict = [409, { detail: 'Conflict' }] as const;
    switch (step) {
      case 'GET ':
        return [200, entry.record];
      case 'PUT ': {
        const record = JSON.parse(body) as Record<string, unknown>;
        const wrong = faultsBySchema(record);
        if (wrong.length > 0) return [422, { detail: wrong.map((key) => ({ loc: ['body', key], msg: 'value is not valid', type: 'value_error' })) }];
        if (entry.state === 'STATE_2') return conflict;
        Object.assign(entry, { record: laidOut(record), state: 'STATE_1' });
        return [200, entry.record];
      }
      case 'PUT release':
        if (entry.state !== 'STATE_1') return conflict;
        entry.state = 'STATE_2';
        return [200, null];
      case 'PUT publish':
        if (register.flow === 'ICTU_LAST') return [403, { detail: 'Forbidden' }];
        if (entry.state !== 'STATE_2') return conflict;
        Object.assign(entry, { state: 'PUBLISHED', isPublic: true });
        return [200, null];
      case 'DELETE retract':
        if (register.flow === 'ICTU_LAST') return [403, { detail: 'Forbidden' }];
        if (!entry.isPublic) return conflict;
        Object.assign(entry, { state: 'STATE_1', isPublic: false });
        return [200, null];
      default:
        return [404, { detail: 'Not Found' }];
    }
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const name = `${request.method} ${request.url}`;
    register.calls.push(name);
    const at = faults.findIndex(({ matches }) => matches.test(name));
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault === 'silent') return;
    if (typeof fault === 'number') {
      response.writeHead(fault, { 'Content-Type': 'application/json', ...(fault === 429 && { 'Retry-After': '42' }) }).end(JSON.stringify({ detail: fault === 422 ? [{ loc: ['body', 'goal'], msg: 'geheim' }] : 'geheim' }));
      return;
    }
    const [status, said] = answerTo(name, body, request.headers.authorization);
    if (fault === 'lost') request.socket.destroy();
    else response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
  }

  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return Object.assign(register, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  });
}

const summaryOf = ({ lars, record, state, isPublic }: RegisterEntry) => ({
  name: record['name'], schema_version: '1.0', last_update_dt: '2026-11-27T10:00:00', lars, source_id: record['source_id'] ?? null, published: isPublic,
  current_version_released: state === 'STATE_2', current_version_published: state === 'PUBLISHED', last_update_by: 'iemand',
});

/** As the register cleans markup: more than one piece gets one around it. */
function laidOut(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, typeof value === 'string' && /^<\w+>.*<\/\w+><\w+>/s.test(value) ? `<div>${value}</div>` : value]));
}
