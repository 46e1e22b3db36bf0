import type { MiddlewareHandler } from 'hono';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Asset } from '../../web/assets.ts';
import { sessionToken } from '../access/session-cookie.ts';
import type { AppEnv } from '../env.ts';

/** In the order in which we like them. */
const ENCODINGS = ['br', 'gzip'] as const;
type Encoding = (typeof ENCODINGS)[number];

/** Below this a packet is a packet. */
const WORTHWHILE = 1_000;
/** Bytes that stay the same are made small once, and as small as can be in a few milliseconds; those of one page in less than one. */
const LEVELS = { kept: { br: 9, gzip: 9 }, once: { br: 4, gzip: 6 } } as const;

const BEHIND_LOGIN = /^\/(?:beheer|werk|inloggen|uitloggen)(?:\/|$)/;

const makeSmall = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** What a client reads, by its `Accept-Encoding`. */
export function encodingFor(accepted: string | undefined): Encoding | undefined {
  const names = (accepted ?? '').toLowerCase().split(',').filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part)).map((part) => part.split(';')[0]?.trim());
  return ENCODINGS.find((encoding) => names.includes(encoding));
}

async function compress(body: Uint8Array, encoding: Encoding, levels: Readonly<Record<Encoding, number>>): Promise<Uint8Array<ArrayBuffer>> {
  const level = levels[encoding];
  const small = encoding === 'br' ? await makeSmall.br(body, { params: { [constants.BROTLI_PARAM_QUALITY]: level } }) : await makeSmall.gzip(body, { level });
  return new Uint8Array(small);
}

/** Gives files as small as their readers can have them; each is made so once, when it is first asked for. */
export function smallAssets(): (asset: Asset, accepted: string | undefined) => Promise<{ readonly body: Uint8Array<ArrayBuffer>; readonly headers: Readonly<Record<string, string>> }> {
  const made = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return async (asset, accepted) => {
    // Letters are compressed by themselves.
    if (!/^(?:text|image\/svg|application\/json)/.test(asset.contentType)) return { body: asset.body, headers: {} };
    const encoding = asset.body.length < WORTHWHILE ? undefined : encodingFor(accepted);
    if (encoding === undefined) return { body: asset.body, headers: { Vary: 'Accept-Encoding' } };
    const key = `${encoding} ${asset.etag}`;
    const small = made.get(key) ?? compress(asset.body, encoding, LEVELS.kept);
    made.set(key, small);
    return { body: await small, headers: { Vary: 'Accept-Encoding', 'Content-Encoding': encoding } };
  };
}

/**
 * Compresses the public pages, which a proxy in front of the desk may not do. Not those behind a login: beside text that another chose, the
 * length of a compressed page tells of the secrets in it (BREACH). That goes for any page of a browser with a session, and for where one logs in:
 * a public page of anybody else has no secret that another can ask for.
 */
export const compressPages: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (c.req.method === 'HEAD' || BEHIND_LOGIN.test(c.req.path) || sessionToken(c) !== '' || !isPage(c.res.headers)) return;
  c.header('Vary', 'Accept-Encoding', { append: true });
  const encoding = encodingFor(c.req.header('Accept-Encoding'));
  if (encoding === undefined) return;
  const { res } = c;
  const page = new Uint8Array(await res.arrayBuffer());
  const headers = new Headers(res.headers);
  const body = page.length < WORTHWHILE ? page : await compress(page, encoding, LEVELS.once);
  if (body !== page) headers.set('Content-Encoding', encoding);
  headers.delete('Content-Length');
  c.res = undefined;
  c.res = new Response(body, { status: res.status, headers });
};

/** Not a document as it came in, which may be large, and is given piece by piece. */
function isPage(headers: Headers): boolean {
  return (headers.get('Content-Type') ?? '').startsWith('text/html') && !headers.has('Content-Disposition') && !headers.has('Content-Encoding');
}
