import { BalieError } from '../../../src/errors.ts';
import { retryAfterMs } from '../../../src/outbound/retry-after.ts';
import { Pace, systemClock } from './pace.ts';
import { MissingPages } from './missing.ts';
import { maxRobotsBytes, robotRules, type RobotRules } from './robots.ts';
import { SafeFetch, type Answer, type Ask, type Fetched, type Pass } from './safe-fetch.ts';
import type { Scope } from '../scope.ts';
import type { CrawlOptions } from '../types.ts';

/** What `Retry-After` of a site may ask for. */
const maxRetryAfterMs = 120_000;
/** How often an address is asked for again after 429 and 503, after another 5xx, and after a connection that failed. */
const retries = { busy: 3, broken: 2, unreachable: 1 };
/** After so many connections that failed in a row a host gets no more requests. */
const maxDown = 5;
/** Of what a site says of an address that nobody made, so much is read. */
const maxNonsense = 256 * 1024;

/** Fetches within a scope the way a guest should: one request at a time, pauses, robots.txt, patience when asked for. */
export class PoliteFetch {
  readonly #options: CrawlOptions;
  readonly #scope: Scope;
  readonly #fetch: SafeFetch;
  readonly #pace: Pace;
  readonly #rules = new Map<string, RobotRules>();
  readonly #down = new Map<string, number>();
  /** Faults of hosts that get no more requests: no use in waiting. */
  readonly #givenUp = new WeakSet<BalieError>();
  readonly #missing = new MissingPages((address) => this.#askNonsense(address));

  constructor(options: CrawlOptions, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
    this.#fetch = new SafeFetch({ ...options, origins: scope.origins });
    this.#pace = new Pace(options.clock ?? systemClock, options.signal);
  }

  async close(): Promise<void> {
    await this.#fetch.close();
  }

  /** The rules of the site that an address is on; asked for once. Rejects only with the signal's reason. */
  async rules(url: URL): Promise<RobotRules> {
    const known = this.#rules.get(url.origin);
    if (known !== undefined) return known;
    const rules = await this.#askRules(new URL('/robots.txt', url));
    this.#rules.set(url.origin, rules);
    return rules;
  }

  /**
   * Fetches an address as `SafeFetch.get` does, in turn and with patience. A page that only says that it is missing, with
   * status 200, comes as the 404 that it is.
   * @throws BalieError as there, and `address-refused` when the host stays too busy.
   */
  async get<Stop>(address: URL, ask: Omit<Ask<Stop>, 'signal'>): Promise<Fetched<Stop>> {
    const answer = await this.#patiently(address, ask);
    if ('stop' in answer || !(await this.#missing.has(answer))) return answer;
    return { ...answer, status: 404, bytes: undefined };
  }

  async #patiently<Stop>(address: URL, ask: Omit<Ask<Stop>, 'signal'>): Promise<Fetched<Stop>> {
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#attempt(address, ask);
      const wait = this.#waitBefore(outcome, attempt);
      if (wait === undefined) {
        if (outcome instanceof BalieError) throw outcome;
        return outcome;
      }
      await this.#pace.rest(wait);
    }
  }

  async #attempt<Stop>(address: URL, ask: Omit<Ask<Stop>, 'signal'>): Promise<Fetched<Stop> | BalieError> {
    const { signal } = this.#options;
    let host = address.host;
    try {
      return await this.#fetch.get<Stop>(address, {
        ...ask,
        signal,
        gate: async (url, hop) => {
          const pass = await ask.gate(url, hop);
          if ('stop' in pass) return pass;
          host = (pass.url ?? url).host;
          this.#checkUp(host);
          await this.#pace.turn(host, this.#delay(pass.url ?? url));
          return pass;
        },
      });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof BalieError)) throw error;
      if (error.code === 'address-unreachable') this.#down.set(host, (this.#down.get(host) ?? 0) + 1);
      return error;
    } finally {
      this.#pace.used(host);
    }
  }

  /** How long to wait before the same is asked again; undefined when it is not. */
  #waitBefore(outcome: Answer | { stop: unknown; url: URL } | BalieError, attempt: number): number | undefined {
    const backOff = (this.#options.backOffMs ?? 2000) * 2 ** attempt;
    if (outcome instanceof BalieError) {
      // Who let us wait to the end of our patience would do so again.
      const late = outcome.cause instanceof Error && outcome.cause.name === 'TimeoutError';
      const isPassing = outcome.code === 'address-unreachable' && !late && !this.#givenUp.has(outcome);
      return isPassing && attempt < retries.unreachable ? backOff : undefined;
    }
    this.#down.delete(outcome.url.host);
    if ('stop' in outcome || (outcome.status < 500 && outcome.status !== 429)) return undefined;
    const isBusy = outcome.status === 429 || outcome.status === 503;
    if (attempt >= (isBusy ? retries.busy : retries.broken)) return undefined;
    const asked = outcome.headers['retry-after'];
    return (isBusy ? retryAfterMs(asked, this.#pace.now(), maxRetryAfterMs) : undefined) ?? backOff;
  }

  #delay(url: URL): number {
    return Math.max(this.#options.delayMs ?? 500, this.#rules.get(url.origin)?.delayMs ?? 0);
  }

  #checkUp(host: string): void {
    if ((this.#down.get(host) ?? 0) < maxDown) return;
    const detail = `${host} gaf ${maxDown} keer achter elkaar geen antwoord`;
    const fault = new BalieError('address-unreachable', { detail });
    this.#givenUp.add(fault);
    throw fault;
  }

  /** Undefined when the site may not be asked or does not answer: then nothing is known. */
  async #askNonsense(address: URL): Promise<Answer | undefined> {
    const place = this.#scope.inside(address.href);
    if (place === undefined || !(await this.rules(address)).allows(place)) return undefined;
    try {
      const answer = await this.#patiently<'outside'>(address, {
        bytes: maxNonsense,
        tooMuch: 'cut',
        gate: async (url): Promise<Pass<'outside'>> => (this.#scope.inside(url.href) === undefined ? { stop: 'outside' } : {}),
      });
      return 'stop' in answer ? undefined : answer;
    } catch (error) {
      if (error instanceof BalieError) return undefined;
      throw error;
    }
  }

  async #askRules(address: URL): Promise<RobotRules> {
    const { userAgent } = this.#options;
    try {
      const answer = await this.#patiently<BalieError>(address, {
        bytes: maxRobotsBytes,
        tooMuch: 'cut',
        wantBody: ({ status }) => status === 200,
        gate: async (url): Promise<Pass<BalieError>> => {
          // The file is outside most path prefixes, yet on an allowed host.
          if (this.#scope.origins.has(url.origin)) return {};
          const detail = `robots.txt verwijst door naar ${url.host}`;
          return { stop: new BalieError('address-not-allowed', { detail }) };
        },
      });
      if ('stop' in answer) return robotRules(answer.stop, userAgent);
      const text = answer.bytes?.toString('utf8') ?? '';
      return robotRules({ url: address.href, status: answer.status, text }, userAgent);
    } catch (error) {
      if (error instanceof BalieError) return robotRules(error, userAgent);
      throw error;
    }
  }
}
