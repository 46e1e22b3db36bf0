import { type Check, fault, ok, warning } from './checks.ts';

const WHAT = 'Verbinding met de database';
const HOW = 'Zet achter DATABASE_URL: ?sslmode=verify-full&sslrootcert=/pad/naar/ca.pem, en op de databaseserver: ssl = on';

/**
 * Whether what goes to a database on another machine can be read on the way there. The driver does what the address says and never falls back:
 * https://node-postgres.com/features/ssl. Of a name without a dot nothing is said: it is one of the same network of containers.
 */
export function lookAtLine(databaseUrl: string | undefined): readonly Check[] {
  if (databaseUrl === undefined) return [];
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = (searchParams.get('host') ?? hostname).replaceAll(/^\[|\]$/g, '');
  if (host === '' || host.startsWith('/') || host.startsWith('127.') || host === '::1' || !/[.:]/.test(host)) return [];
  const mode = searchParams.get('sslmode') ?? (searchParams.get('ssl') === 'true' ? 'verify-full' : 'disable');
  if (mode === 'disable') return [warning(WHAT, `gaat onversleuteld naar ${host}`, HOW)];
  if (mode === 'no-verify') return [fault(WHAT, `is versleuteld, maar ${host} hoeft niet te bewijzen wie het is`, HOW)];
  return [ok(WHAT, `is versleuteld, en ${host} bewijst wie het is`)];
}
