import { createServer, type Server } from 'node:net';

/**
 * Ports that the kernel gives to nobody by itself: its own begin at 32 768. One of those that is given up for a moment, as of a host that is
 * away, is another's a moment later, of any connection of any test.
 */
const FIRST = 16_384;
const IN_BLOCK = 128;
const BLOCKS = (32_768 - FIRST) / IN_BLOCK;

let block = -1;
let used = IN_BLOCK;
let last: Promise<unknown> = Promise.resolve();

/** A port for this process alone, that nobody listens at: it may be given up and taken again. None is given twice. */
export function ownPort(): Promise<number> {
  // After each other: who begins a block has no second beside it.
  const next = last.then(nextPort);
  last = next.catch(() => undefined);
  return next;
}

async function nextPort(): Promise<number> {
  for (;;) {
    if (used === IN_BLOCK) await nextBlock();
    const port = FIRST + block * IN_BLOCK + used;
    used += 1;
    const taken = await take(port);
    if (taken === undefined) continue;
    await new Promise((resolve) => taken.close(resolve));
    return port;
  }
}

async function nextBlock(): Promise<void> {
  for (let tries = 0; tries < BLOCKS; tries += 1) {
    block = (block + 1) % BLOCKS;
    const taken = await take(FIRST + block * IN_BLOCK);
    if (taken === undefined) continue;
    // Held until this process ends: no other takes from this block, whatever worker of whatever suite it is.
    taken.unref();
    used = 1;
    return;
  }
  throw new Error(`no block of ports is free from ${FIRST} on`);
}

/** @returns undefined where somebody has it. */
function take(port: number): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });
}
