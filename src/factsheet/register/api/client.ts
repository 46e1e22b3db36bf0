import type { z } from 'zod';
import { BalieError } from '../../../errors.ts';
import { waitIn } from '../../../outbound/retry-after.ts';
import type { RegisterRecord, RegisterValue } from '../fields.ts';
import type { RegisterSettings } from '../settings.ts';
import { created, me, type Organisation, refusedFields, remoteRecord, summaries, type Summary } from './answers.ts';
import { createPace, type Pace, REGISTER_PACE } from './pace.ts';
import { createTokens } from './token.ts';
import { type Answered, type Asked, createWire } from './wire.ts';

/** As it stands there; it may have fields that this standard does not. */
export type RemoteRecord = Readonly<Partial<Record<string, RegisterValue | null>>>;

/** The delivery API of the register. Each call: @throws BalieError, one of `register-…`. */
export interface RegisterClient {
  organisation(signal: AbortSignal): Promise<Organisation>;
  /** All records of the organisation. */
  list(signal: AbortSignal): Promise<readonly Summary[]>;
  /** @returns what the register calls it. */
  create(record: RegisterRecord, signal: AbortSignal): Promise<string>;
  /** Undefined: it is not there any more. */
  read(id: string, signal: AbortSignal): Promise<RemoteRecord | undefined>;
  update(id: string, record: RegisterRecord, signal: AbortSignal): Promise<void>;
  release(id: string, signal: AbortSignal): Promise<void>;
  publish(id: string, signal: AbortSignal): Promise<void>;
  retract(id: string, signal: AbortSignal): Promise<void>;
}

interface Options {
  /** For one request; a person waits for it. */
  readonly limitMs?: number;
  readonly pace?: Pace;
  readonly clock?: () => number;
}

const LIMIT_MS = 15_000;
/** A difference of clocks that makes tokens fail. */
const SKEW_S = 60;

export function createRegisterClient(settings: RegisterSettings, { limitMs = LIMIT_MS, clock, pace = createPace(REGISTER_PACE, clock) }: Options = {}): RegisterClient {
  const wire = createWire(limitMs);
  const tokens = createTokens(settings, wire, clock);
  const base = `${settings.url.replace(/\/+$/, '')}/aanleverapi`;

  async function call(method: Asked['method'], path: string, signal: AbortSignal, record?: RegisterRecord): Promise<Answered> {
    const ask = async () => {
      const token = await tokens.get(signal);
      await pace.take(signal);
      const headers = { Authorization: `Bearer ${token}`, ...(record !== undefined && { 'Content-Type': 'application/json' }) };
      const answer = await wire({ method, url: base + path, headers, ...(record !== undefined && { body: JSON.stringify(record) }) }, signal);
      if (answer.status === 401) tokens.forget(token);
      return answer;
    };
    const first = await ask();
    // A token may end on its way, or be withdrawn: a new one is tried once, and nothing was done with the old one.
    const answer = first.status === 401 ? await ask() : first;
    if (answer.status < 200 || answer.status > 299) throw faultOf(answer);
    return answer;
  }

  let found: Promise<Organisation> | undefined;
  const organisation = (signal: AbortSignal) => {
    const asked = found ?? call('GET', '/user/me', signal).then(({ body }) => own(read(me, body).organisations, settings.organisation));
    found = asked;
    asked.catch(() => {
      if (found === asked) found = undefined;
    });
    return asked;
  };
  const place = async (signal: AbortSignal, rest: string) => `/v1_0/organizations/${encodeURIComponent((await organisation(signal)).org_id)}/${rest}`;
  const one = (id: string) => `algorithms/${encodeURIComponent(id)}`;
  const press = async (method: 'PUT' | 'DELETE', rest: string, signal: AbortSignal) => void (await call(method, await place(signal, rest), signal));

  return {
    organisation,
    list: async (signal) => read(summaries, (await call('GET', await place(signal, 'algorithms'), signal)).body),
    create: async (record, signal) => read(created, (await call('POST', await place(signal, 'algorithms'), signal, record)).body).lars_code,
    async read(id, signal) {
      try {
        return read(remoteRecord, (await call('GET', await place(signal, one(id)), signal)).body);
      } catch (error) {
        if (error instanceof BalieError && error.code === 'register-unknown') return undefined;
        throw error;
      }
    },
    update: async (id, record, signal) => void (await call('PUT', await place(signal, one(id)), signal, record)),
    release: (id, signal) => press('PUT', `${one(id)}/release`, signal),
    publish: (id, signal) => press('PUT', `${one(id)}/publish`, signal),
    retract: (id, signal) => press('DELETE', `published-${one(id)}/retract`, signal),
  };
}

/** @throws BalieError `register-unknown` where who logs in does not deliver for it. */
function own(organisations: readonly Organisation[], wanted: string): Organisation {
  const found = organisations.find(({ org_id: id, code }) => id === wanted || code === wanted);
  if (found === undefined) throw new BalieError('register-unknown', { detail: 'organisation' });
  return found;
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const said = schema.safeParse(body);
  if (!said.success) throw new BalieError('register-fault', { detail: 'onbekend antwoord' });
  return said.data;
}

function faultOf({ status, body, retryAfter, ahead }: Answered): BalieError {
  const detail = `HTTP ${status}`;
  switch (status) {
    case 401:
    case 403:
      return new BalieError('register-forbidden', { detail: ahead !== undefined && Math.abs(ahead) > SKEW_S ? `${detail}; de klok van het register verschilt ${Math.abs(ahead)} seconden van die van de balie` : detail });
    case 404:
      return new BalieError('register-unknown', { detail });
    case 409:
      return new BalieError('register-conflict', { detail });
    case 422:
      return new BalieError('register-invalid', { detail: refusedFields(body) || detail });
    case 429: {
      const { waitMs } = waitIn(retryAfter);
      return new BalieError('register-limit', { detail, ...(waitMs !== undefined && { retryAfterMs: waitMs }) });
    }
    default:
      return new BalieError('register-fault', { detail });
  }
}
