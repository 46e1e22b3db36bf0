import { type Check, fault, ok, warning } from './checks.ts';

const WHAT = 'Verbinding met de database';
const HOW = 'Zet achter DATABASE_URL: ?sslmode=verify-full&sslrootcert=/pad/naar/ca.pem, en op de databaseserver: ssl = on';

/** Each of these has the driver ask for TLS, and it then checks who is there unless it is told not to, or to do as libpq does. */
const ASKING = ['sslmode', 'ssl', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation'];
const OFF = new Set(['disable', 'false', '0', '']);

/**
 * Whether what goes to a database on another machine can be read on the way there. The driver does what the address says and never falls back:
 * https://node-postgres.com/features/ssl. Of a name without a dot nothing is said: it is one of the same network of containers.
 */
export function lookAtLine(databaseUrl: string | undefined): readonly Check[] {
  if (databaseUrl === undefined) return [];
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = (searchParams.get('host') ?? hostname).replaceAll(/^\[|\]$/g, '');
  if (host === '' || host.startsWith('/') || host.startsWith('127.') || host === '::1' || !/[.:]/.test(host)) return [];
  const mode = searchParams.get('sslmode');
  const isAsked = ASKING.some((name) => searchParams.has(name) && !OFF.has(searchParams.get(name) ?? ''));
  if (mode === 'disable' || !isAsked) return [warning(WHAT, `gaat onversleuteld naar ${host}`, HOW)];
  if (mode === 'no-verify' || (searchParams.has('uselibpqcompat') && mode !== 'verify-full')) return [fault(WHAT, `is versleuteld, maar ${host} hoeft niet te bewijzen wie het is`, HOW)];
  return [ok(WHAT, `is versleuteld, en ${host} bewijst wie het is`)];
}
