import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { BalieError } from '../../../src/errors.ts';
import { allowOutbound } from '../../../src/outbound/allow.ts';
import { addressKind, literalAddress } from './addresses.ts';
import type { Resolve } from '../types.ts';

const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * A pool of connections that lead only to addresses that were checked: a name is resolved once per connection, every
 * address it has must be fit, and the socket goes to those very addresses, so that a name that changes its answer
 * (DNS rebinding) gains nothing. Certificates are verified against the name. Close it with `destroy()`.
 * @param options.allowPrivate hosts, optionally with a port, that may have an address of one's own network.
 */
export function createGuardedAgent(options: {
  allowPrivate?: readonly string[] | undefined;
  resolve?: Resolve | undefined;
  connectMs: number;
}): Agent {
  const { allowPrivate = [], resolve = systemResolve, connectMs } = options;
  const own = new Set(allowPrivate.map((host) => host.toLowerCase()));
  return new Agent({
    connections: 1,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    connect(target, callback) {
      const port = target.port === '' ? (target.protocol === 'https:' ? '443' : '80') : target.port;
      const host = target.hostname.toLowerCase();
      const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
      const mayBeOwn = own.has(name) || own.has(`${name}:${port}`);
      void connect(target, callback, { name, port, mayBeOwn, resolve, connectMs });
    },
  });
}

interface Connecting {
  readonly name: string;
  readonly port: string;
  readonly mayBeOwn: boolean;
  readonly resolve: Resolve;
  readonly connectMs: number;
}

/** Never rejects: what goes wrong goes to the callback. */
async function connect(
  target: buildConnector.Options,
  callback: buildConnector.Callback,
  { name, port, mayBeOwn, resolve, connectMs }: Connecting,
): Promise<void> {
  const addresses = await checkedAddresses(name, mayBeOwn, resolve).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  if (addresses instanceof Error) return callback(addresses, null);
  const forbid = allowOutbound({ host: name, port });
  buildConnector({ timeout: connectMs, allowH2: false, lookup: answerWith(addresses) })(target, callback);
  forbid();
}

/** @throws BalieError `address-not-allowed` when one address is not fit, `address-unreachable` when there is none. */
async function checkedAddresses(hostname: string, mayBeOwn: boolean, resolve: Resolve): Promise<readonly string[]> {
  const literal = literalAddress(hostname);
  const addresses = literal === undefined ? await resolveName(hostname, resolve) : [literal];
  for (const address of addresses) {
    const kind = addressKind(address);
    if (kind === 'public' || (kind === 'own' && mayBeOwn)) continue;
    throw new BalieError('address-not-allowed', {
      detail:
        kind === 'own'
          ? `${hostname} heeft een adres in het eigen netwerk (${address})`
          : `${hostname} heeft een adres dat nooit mag (${address})`,
    });
  }
  return addresses;
}

async function resolveName(hostname: string, resolve: Resolve): Promise<readonly string[]> {
  const addresses = await resolve(hostname).catch((error: unknown) => {
    throw new BalieError('address-unreachable', { detail: `de naam ${hostname} is niet te vinden`, cause: error });
  });
  if (addresses.length === 0)
    throw new BalieError('address-unreachable', { detail: `de naam ${hostname} heeft geen adres` });
  return addresses;
}

/** What the socket is told when it asks for the name: what was checked, and no more. */
function answerWith(addresses: readonly string[]): LookupFunction {
  const found: LookupAddress[] = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    const first = found[0];
    if (options.all === true) callback(null, found);
    else if (first !== undefined) callback(null, first.address, first.family);
  };
}
