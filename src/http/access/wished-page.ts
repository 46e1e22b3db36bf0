const MAX_LENGTH = 2_000;
const NOT_WISHED = /^\/beheer\/(?:inloggen|uitloggen)(?:\/|$)/;

/**
 * The page for editors or employees that someone wanted to see before logging in: a path on this very desk, without a query.
 * @returns undefined for what is none, such as the address of another site.
 */
export function wishedPage(value: string | undefined): string | undefined {
  if (value === undefined || value.length > MAX_LENGTH || !/^\/(?:beheer|werk)(?:\/|$)/.test(value)) return undefined;
  const base = 'http://balie.invalid';
  const url = URL.canParse(value, base) ? new URL(value, base) : undefined;
  // Dots, backslashes and line ends are what a browser would read otherwise than we do.
  return url !== undefined && url.origin === base && url.pathname === value && !NOT_WISHED.test(value) ? value : undefined;
}
