import type { Context } from 'hono';
import { BalieError } from '../../errors.ts';

/**
 * Refuses a request that may come from another site. A cookie goes along with whatever a browser sends; `SameSite` stops most of it,
 * but not what comes from a neighbour under the same domain. To change something it takes proof: Sec-Fetch-Site, or of older
 * browsers Origin. To read, it must not be known to come from elsewhere, unless a person follows a link.
 * @throws BalieError `cross-site-refused`.
 */
export function requireSameOrigin(c: Context): void {
  const site = c.req.header('Sec-Fetch-Site');
  if (c.req.method === 'GET' || c.req.method === 'HEAD') {
    if (site === undefined || site === 'same-origin' || site === 'none' || c.req.header('Sec-Fetch-Mode') === 'navigate') return;
  } else if (isSameOrigin(c)) return;
  throw new BalieError('cross-site-refused');
}

/** Whether what a browser says of a request that is no simple reading proves that it comes from a page of the desk. */
export function isSameOrigin(c: Context): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  return site === undefined ? originIsHost(c) : site === 'same-origin';
}

function originIsHost(c: Context): boolean {
  const origin = c.req.header('Origin') ?? '';
  return URL.canParse(origin) && new URL(origin).host === c.req.header('Host')?.toLowerCase();
}

/**
 * Refuses a request that is known to come from another site, where it holds a proof that no other site has: of a browser that says
 * nothing of where it comes from, it may.
 * @throws BalieError `cross-site-refused`.
 */
export function refuseOtherSites(c: Context): void {
  const site = c.req.header('Sec-Fetch-Site');
  const isElsewhere = site === undefined ? !['', 'null'].includes(c.req.header('Origin') ?? '') && !originIsHost(c) : site === 'cross-site' || site === 'same-site';
  if (isElsewhere) throw new BalieError('cross-site-refused');
}
