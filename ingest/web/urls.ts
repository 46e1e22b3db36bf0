/** Longer addresses are made by machines for machines. */
const maxLength = 2000;

/** Parameters that say where a visitor came from, who he is, or that he wants to print it, and not what he sees. */
const tracking = new Set(
  (
    'fbclid gclid dclid gbraid wbraid msclkid twclid yclid igshid mc_cid mc_eid _ga _gl _hsenc _hsmi mkt_tok ' +
    'phpsessid jsessionid sessionid session_id aspsessionid sid cfid cftoken piwik_campaign pk_campaign pk_kwd ' +
    'print printen printable printversion printversie print_version'
  ).split(' '),
);
const isTracking = (name: string): boolean =>
  tracking.has(name) || name.startsWith('utm_') || name.startsWith('mtm_') || name.startsWith('aspsessionid');

/**
 * The one spelling of an address (RFC 3986, 6.2): host in lower case without a last dot, no default port, no fragment,
 * dot segments resolved, percent-encoding only where needed and in capitals, session ids and tracking parameters off, the
 * other parameters by name. Undefined when it is no http(s) address, holds credentials, or is longer than 2,000.
 * @param base what a relative address is relative to.
 */
export function normaliseUrl(address: string, base?: string): string | undefined {
  const raw = URL.parse(address.trim(), base);
  if (raw === null || (raw.protocol !== 'http:' && raw.protocol !== 'https:')) return undefined;
  if (raw.username !== '' || raw.password !== '' || raw.href.length > maxLength) return undefined;
  // Decoding may give new dot segments: the parser resolves them in the second round.
  const url = URL.parse(raw.origin + encoding(withoutSession(raw.pathname)));
  if (url === null) return undefined;
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  url.search = sortedQuery(raw.search);
  return url.href;
}

/** `%7e` is `~`, `%c3` is `%C3`. */
function encoding(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
    const char = String.fromCodePoint(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(char) ? char : whole.toUpperCase();
  });
}

/** Off: `;jsessionid=…` of Java and `/(S(…))` of ASP.NET. */
function withoutSession(path: string): string {
  return path.replace(/;jsessionid=[^/;]*/gi, '').replace(/\/\([A-Z]\([a-z0-9]{10,64}\)\)(?=\/|$)/gi, '');
}

function sortedQuery(search: string): string {
  const name = (part: string): string => part.split('=', 1)[0] ?? '';
  return search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !isTracking(name(part).toLowerCase()))
    .map(encoding)
    .toSorted((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0))
    .join('&');
}
