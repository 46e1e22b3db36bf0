import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/**
 * Preloaded in a reading process and its threads: no library there opens a connection because a file asks it to (an
 * external entity, a picture elsewhere). Node 24's permission model has no say in the network; from 25 on it has, and
 * this file can go. It stops libraries, not native code.
 */
const refuse = (): never => {
  throw new Error('no network while reading documents');
};

// All of net, tls, http, fetch and WebSocket goes through the first of these.
Object.assign(net.Socket.prototype, { connect: refuse });
Object.assign(net.Server.prototype, { listen: refuse });
Object.assign(dgram.Socket.prototype, { bind: refuse, connect: refuse, send: refuse });
Object.assign(dns, { lookup: refuse });
Object.assign(dns.promises, { lookup: refuse });
syncBuiltinESMExports();
