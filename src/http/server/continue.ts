import type { Server } from 'node:http';

/**
 * Tells a client that asks first (`Expect: 100-continue`) to go on when its body is wanted, not before: what is refused by its
 * key, its address or its length is never sent.
 */
export function continueWhenRead(server: Server): void {
  server.on('checkContinue', (incoming, outgoing) => {
    incoming.once('resume', () => {
      if (!outgoing.headersSent) outgoing.writeContinue();
    });
    server.emit('request', incoming, outgoing);
  });
}
