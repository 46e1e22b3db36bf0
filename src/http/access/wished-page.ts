const MAX_LENGTH = 2_000;
const NOT_WISHED = /^\/beheer\/(?:inloggen|uitloggen)(?:\/|$)/;
/** What was asked along with a page is lost at the login, but for this: a kept prompt, which somebody may have had by a link. */
const WITH_PROMPT = /^\/werk\?prompt=[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * The page for editors or employees that someone wanted to see before logging in: a path on this very desk, and of one page the prompt that
 * it was asked with.
 * @returns undefined for what is none, such as the address of another site.
 */
export function wishedPage(value: string | undefined): string | undefined {
  if (value === undefined || value.length > MAX_LENGTH || !/^\/(?:beheer|werk)(?:[/?]|$)/.test(value)) return undefined;
  if (WITH_PROMPT.test(value)) return value;
  const base = 'http://balie.invalid';
  const url = URL.canParse(value, base) ? new URL(value, base) : undefined;
  // Dots, backslashes and line ends are what a browser would read otherwise than we do.
  return url !== undefined && url.origin === base && url.pathname === value && !NOT_WISHED.test(value) ? value : undefined;
}

/** The page at an address of this desk; without what it was asked with, where that does not go along. */
export function wishedAt({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string | undefined {
  return wishedPage(pathname + search) ?? wishedPage(pathname);
}
