import type { Readable } from 'node:stream';
import { request } from 'undici';
import { BalieError } from '../../../src/errors.ts';
import { addressKind, literalAddress } from './addresses.ts';
import { acceptEncoding, readBody, tooLarge } from './body.ts';
import { networkFault } from './faults.ts';
import { createGuardedAgent } from './guarded-agent.ts';
import type { FetchLimits, Resolve } from '../types.ts';

const maxRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

export interface SafeFetchSettings {
  readonly userAgent: string;
  /** Origins (`https://a.example:8443`) whose unusual port was named. */
  readonly origins: ReadonlySet<string>;
  readonly allowPrivate?: readonly string[] | undefined;
  readonly resolve?: Resolve | undefined;
  readonly limits?: FetchLimits | undefined;
}

/** What to send along and, when it should be another address after all, which; or why not to go there. */
export type Pass<Stop> = { readonly headers?: Record<string, string>; readonly url?: URL } | { readonly stop: Stop };

/** Asked before each request, so also before each hop of a redirect. */
export type Gate<Stop> = (url: URL, hop: number) => Promise<Pass<Stop>>;

export interface Ask<Stop> {
  readonly gate: Gate<Stop>;
  /** Whether the body is to be read, by status and headers; without it, it always is. */
  readonly wantBody?: (answer: Head) => boolean;
  readonly bytes?: number;
  readonly tooMuch?: 'fail' | 'cut';
  readonly signal?: AbortSignal | undefined;
}

export interface Head {
  /** The address that answered. */
  readonly url: URL;
  readonly status: number;
  /** By name in lower case; of a header that came more than once the first. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Every `X-Robots-Tag`: there each counts. */
  readonly robotsTags: readonly string[];
}

export interface Answer extends Head {
  /** Unpacked; undefined when it was not wanted. */
  readonly bytes: Buffer | undefined;
}

export type Fetched<Stop> = Answer | { readonly url: URL; readonly stop: Stop };

/**
 * GET for addresses that others write. Only http and https, only to checked addresses (see `createGuardedAgent`), no
 * credentials, no cookies, bounded in bytes and time; redirects are followed by hand, at most five.
 */
export class SafeFetch {
  readonly #settings: SafeFetchSettings;
  readonly #limits: Required<FetchLimits>;
  readonly #agent;

  constructor(settings: SafeFetchSettings) {
    this.#settings = settings;
    this.#limits = { bytes: 25 * 1024 * 1024, headerMs: 15_000, totalMs: 60_000, ...settings.limits };
    this.#agent = createGuardedAgent({ ...settings, connectMs: this.#limits.headerMs });
  }

  /**
   * Fetches an address, whatever the status of the answer.
   * @throws BalieError `address-not-allowed`, `address-unreachable`, `address-refused`, `document-too-large`, each with
   *   the cause in Dutch as its detail; the signal's reason when that was aborted.
   */
  async get<Stop>(address: URL, ask: Ask<Stop>): Promise<Fetched<Stop>> {
    let url = address;
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      checkAddress(url);
      const pass = await ask.gate(url, hop);
      if ('stop' in pass) return { url, stop: pass.stop };
      url = pass.url ?? url;
      checkAddress(url);
      checkPort(url, this.#settings.origins);
      const answer = await this.#once(url, pass.headers ?? {}, ask);
      const next = redirects.has(answer.status) ? target(answer) : undefined;
      if (next === undefined) return answer;
      url = next;
    }
    throw new BalieError('address-refused', { detail: `meer dan ${maxRedirects} doorverwijzingen` });
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /** One request and its answer. A redirect's body is not read. */
  async #once<Stop>(url: URL, headers: Record<string, string>, ask: Ask<Stop>): Promise<Answer> {
    const { bytes: standard, headerMs, totalMs } = this.#limits;
    const limit = ask.bytes ?? standard;
    const deadline = AbortSignal.timeout(totalMs);
    const signal = ask.signal === undefined ? deadline : AbortSignal.any([ask.signal, deadline]);
    let body: Readable | undefined;
    try {
      const response = await request(url, {
        dispatcher: this.#agent,
        headersTimeout: headerMs,
        bodyTimeout: totalMs,
        signal,
        headers: {
          'user-agent': this.#settings.userAgent,
          accept: 'text/html, application/pdf, */*;q=0.5',
          'accept-language': 'nl, en;q=0.5',
          'accept-encoding': acceptEncoding,
          ...headers,
        },
      });
      body = response.body;
      const head = headOf(url, response.statusCode, response.headers);
      if (redirects.has(head.status) || ask.wantBody?.(head) === false) return { ...head, bytes: undefined };
      if (Number(head.headers['content-length']) > limit && ask.tooMuch !== 'cut') throw tooLarge(limit);
      const encoding = head.headers['content-encoding'] ?? '';
      return { ...head, bytes: await readBody(body, { encoding, limit, tooMuch: ask.tooMuch ?? 'fail' }) };
    } catch (error) {
      ask.signal?.throwIfAborted();
      throw networkFault(error, { host: url.host, late: deadline, totalMs });
    } finally {
      // A body that nobody reads holds its connection; its error, if any, is of no interest.
      body?.on('error', () => undefined).destroy();
    }
  }
}

/**
 * Whether an address is one to go to at all; what its name resolves to is checked when connecting.
 * @throws BalieError `address-not-allowed`.
 */
export function checkAddress(url: URL): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse(`${url.protocol} is geen http of https`);
  if (url.username !== '' || url.password !== '') refuse('het adres bevat een gebruikersnaam of wachtwoord');
  const literal = literalAddress(url.hostname);
  if (literal !== undefined && addressKind(literal) === 'never') refuse(`${url.hostname} is een adres dat nooit mag`);
}

function headOf(url: URL, status: number, all: Readonly<Record<string, string | string[] | undefined>>): Head {
  const headers = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value].flat()[0]]));
  return { url, status, headers, robotsTags: [all['x-robots-tag'] ?? []].flat() };
}

function checkPort(url: URL, origins: ReadonlySet<string>): void {
  const usual = url.port === '' || url.port === '80' || url.port === '443';
  if (!usual && !origins.has(url.origin)) refuse(`poort ${url.port} staat niet in de configuratie`);
}

function refuse(detail: string): never {
  throw new BalieError('address-not-allowed', { detail });
}

function target({ url, headers }: Answer): URL | undefined {
  const location = headers['location'];
  if (location === undefined) return undefined;
  // Node gives header bytes as latin1; servers write UTF-8.
  const next = URL.parse(Buffer.from(location, 'latin1').toString('utf8'), url.href);
  if (next === null) throw new BalieError('address-refused', { detail: 'de doorverwijzing is geen geldig adres' });
  next.hash = '';
  return next;
}
