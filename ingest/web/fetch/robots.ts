import robotsModule from 'robots-parser';
import { BalieError } from '../../../src/errors.ts';

/** The package's types say ES module; it is CommonJS, so the default import is the function itself. */
const robotsParser = robotsModule as unknown as (
  url: string,
  text: string,
) => {
  isAllowed(url: string, userAgent: string): boolean | undefined;
  getCrawlDelay(userAgent: string): number | undefined;
  getSitemaps(): string[];
};

/** RFC 9309, 2.5: at least 500 kibibytes are parsed; we stop there. */
export const maxRobotsBytes = 500 * 1024;
const maxDelayMs = 30_000;
/** No rule that people write is longer; long ones are slow to match. */
const maxLine = 1000;
/** Characters in rules with `*`: each costs a step per character of an address. No site that means well needs more. */
const maxWild = 50_000;
const maxSitemaps = 100;

/** What a site's robots.txt says to us. */
export interface RobotRules {
  allows(url: string): boolean;
  /** Crawl-delay in milliseconds, at most 30 s; 0 when it names none. */
  readonly delayMs: number;
  /** Absolute addresses. */
  readonly sitemaps: readonly string[];
  /** Why nothing is allowed, when robots.txt could not be had. */
  readonly fault?: BalieError;
  /** Whether that says that the site is down. */
  readonly isDown?: boolean;
}

const everything: RobotRules = { allows: () => true, delayMs: 0, sitemaps: [] };

/**
 * The rules by the answer to `/robots.txt`, as RFC 9309 (2.3.1) has it: 2xx is parsed, 4xx allows everything, 5xx and no
 * answer allow nothing. 429 counts with the 5xx, as Google does: it says that there are rules, later.
 * @param userAgent only what stands before the first slash is compared (2.2.1).
 */
export function robotRules(
  answer: { url: string; status: number; text: string } | BalieError,
  userAgent: string,
): RobotRules {
  if (answer instanceof BalieError) return nothing(answer, answer.code === 'address-unreachable');
  const { status, url, text } = answer;
  if (status >= 200 && status < 300) return parsed(url, text, userAgent);
  if (status >= 400 && status < 500 && status !== 429) return everything;
  return nothing(new BalieError('address-refused', { detail: `robots.txt gaf status ${status}` }), status >= 500);
}

function nothing(fault: BalieError, isDown: boolean): RobotRules {
  return { allows: () => false, delayMs: 0, sitemaps: [], fault, isDown };
}

function parsed(url: string, text: string, userAgent: string): RobotRules {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.length <= maxLine);
  const wild = lines.filter((line) => line.includes('*')).reduce((sum, line) => sum + line.length, 0);
  if (wild > maxWild) return nothing(new BalieError('address-refused', { detail: 'robots.txt is te zwaar om te volgen' }), false);
  // `#` in an address is a fragment; the parser takes all after it for comment, as it should.
  const robots = robotsParser(url, lines.join('\n'));
  const delay = robots.getCrawlDelay(userAgent) ?? 0;
  const sitemaps = robots
    .getSitemaps()
    .slice(0, maxSitemaps)
    .map((address) => URL.parse(address, url)?.href);
  return {
    allows: (address) => robots.isAllowed(address, userAgent) ?? true,
    delayMs: Math.min(Math.max(delay, 0) * 1000, maxDelayMs),
    sitemaps: [...new Set(sitemaps.filter((address) => address !== undefined))],
  };
}

/** What a page asks of robots, by its headers or its `meta`. */
export interface PageRules {
  readonly noindex: boolean;
  readonly nofollow: boolean;
}

/**
 * Reads values of `X-Robots-Tag` or `meta name=robots`: directives by commas, of which a bot's name and a colon may stand
 * in front (`otherbot: noindex`); those for others do not count. After the moment of `unavailable_after` it is as if it said
 * `noindex`; a moment that cannot be read is none.
 * @see https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
 */
export function pageRules(values: readonly string[], userAgent: string, now = Date.now()): PageRules {
  const own = robotName(userAgent);
  const directives = values.flatMap((value) => {
    let applies = true;
    // The comma after the day of the week parts no directives: `unavailable_after: Sat, 25 Jun 2022 15:00:00 GMT`.
    return value.replace(/\b([a-z]{3,9}),(?=\s*\d)/gi, '$1').split(',').flatMap((part) => {
      const words = part.trim().toLowerCase();
      const colon = words.indexOf(':');
      const name = colon < 0 ? '' : words.slice(0, colon).trim();
      if (colon < 0 || /^(?:max-[a-z-]+|unavailable_after)$/.test(name)) return applies ? [words] : [];
      applies = name === own || name === 'robots' || name === '*';
      return applies ? [words.slice(colon + 1).trim()] : [];
    });
  });
  const says = (word: string): boolean => directives.includes(word) || directives.includes('none');
  return { noindex: says('noindex') || directives.some((words) => hasPassed(words, now)), nofollow: says('nofollow') };
}

function hasPassed(directive: string, now: number): boolean {
  const moment = /^unavailable_after\s*:(.{1,60})$/.exec(directive)?.[1];
  // `25-jun-22` and `25-jun-2022` (RFC 850) are read with spaces; a year alone would be a guess.
  const time = moment === undefined ? Number.NaN : Date.parse(moment.trim().replace(/(\d)-([a-z]{3})-(\d)/, '$1 $2 $3'));
  return time <= now;
}

/** `Balie/1.0 (…)` is `balie`. */
export const robotName = (userAgent: string): string => (userAgent.split('/', 1)[0] ?? '').trim().toLowerCase();
