import dgram from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { isAllowed } from './allow.ts';

interface Target {
  readonly host?: string;
  readonly port?: number | string;
  readonly path?: string;
}

/** A library that tries again and again is told of once; one that tries all the world is not told of for ever. */
const MAX_TOLD = 100;
/** What a connection that nobody named fails with. */
const REFUSED = 'EOUTBOUND';

/**
 * Lets this process connect to nothing but what was named with `allowOutbound`, and to sockets in the file system. All of net, tls, http, undici,
 * fetch and WebSocket goes through one method, also what a library does of itself: telemetry, tracing, a proxy of the environment. It is asked
 * before the name is looked up. Nothing here speaks UDP; names are looked up below this.
 * @param onRefused hears where something would have gone, of each place once.
 * @returns what undoes it, for tests.
 */
export function guardOutbound(onRefused: (place: string) => void): () => void {
  const told = new Set<string>();
  const { connect } = net.Socket.prototype;
  const { bind, connect: connectUdp, send } = dgram.Socket.prototype;
  const guarded = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const { path, host = 'localhost', port = '' } = targetOf(args);
    if (path !== undefined || isAllowed(host, port)) return Reflect.apply(connect, this, args) as net.Socket;
    const place = `${host}:${port}`;
    if (!told.has(place) && told.size < MAX_TOLD) {
      told.add(place);
      onRefused(place);
    }
    // As any other failure: not before who connects listens.
    process.nextTick(() => this.destroy(Object.assign(new Error(`not in the configuration: ${place}`), { code: REFUSED })));
    return this;
  };
  const noUdp = (): never => {
    throw Object.assign(new Error('no UDP'), { code: REFUSED });
  };
  Object.assign(net.Socket.prototype, { connect: guarded });
  Object.assign(dgram.Socket.prototype, { bind: noUdp, connect: noUdp, send: noUdp });
  syncBuiltinESMExports();
  return () => {
    Object.assign(net.Socket.prototype, { connect });
    Object.assign(dgram.Socket.prototype, { bind, connect: connectUdp, send });
    syncBuiltinESMExports();
  };
}

/** Of each way to call it: with options, with a port and a host, with a path, and with a list of those, as `net.connect` does. */
function targetOf(args: readonly unknown[]): Target {
  const [first, second] = args;
  if (Array.isArray(first)) return targetOf(first);
  if (typeof first === 'object' && first !== null) return withoutNothing(first);
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { path: first };
  return { port: String(first), ...(typeof second === 'string' && { host: second }) };
}

/** `path: null` is no path, and `host: ''` is this machine. */
function withoutNothing({ host, port, path }: Target): Target {
  return { ...(host && { host }), ...(port !== undefined && { port }), ...(path && { path }) };
}
