import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';
import { drainBody, isBegun } from '../uploads/upload-body.ts';

/** What is still on its way when a program that sends hears that it was refused; who goes on after that is cut off. */
const PROGRAM = { bytes: 32 * 1024 * 1024, ms: 5_000 };
/** A browser reads no answer before it has sent all of its form. */
const BROWSER = { bytes: 1024 * 1024 * 1024, ms: 180_000 };
/** Refusals of a body that was not read to its end. */
const EARLY = new Set([400, 401, 403, 408, 413, 503]);

/**
 * Has a refusal reach a client that is still sending: the answer goes out whole and at once, and the connection stays open a
 * moment longer, in which what comes is thrown away. One that is closed upon unread bytes is reset, and the answer lost with it.
 */
function linger(drain: { readonly bytes: number; readonly ms: number }): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    if (!EARLY.has(c.res.status)) return;
    // Not told to go on, it sends nothing; to read would tell it.
    if (c.req.header('Expect') !== undefined && !isBegun(c.req.raw)) return c.header('Connection', 'close');
    const answer = Buffer.from(await c.res.arrayBuffer());
    const headers = new Headers(c.res.headers);
    headers.set('Connection', 'close');
    headers.set('Content-Length', String(answer.length));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(answer),
      async pull(controller) {
        await drainBody(c.req.raw, drain);
        controller.close();
      },
    });
    const { status } = c.res;
    c.res = undefined;
    c.res = new Response(body, { status, headers });
  };
}

export const lingerOnRefusal = linger(PROGRAM);
export const lingerOnRefusedForm = linger(BROWSER);
