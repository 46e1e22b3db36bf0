import type { Hono } from 'hono';
import { BalieError } from '../../errors.ts';
import { loadAssets } from '../../web/assets.ts';
import type { Look } from '../../web/look.ts';
import type { AccessList } from '../access/access.ts';
import type { AppEnv } from '../env.ts';
import { smallAssets } from '../server/compress.ts';

const DIGEST = /\.[0-9a-f]{12}(?=\.\w+$)/;

/**
 * Styles, scripts, fonts and pictures of the pages; all are ours, none comes from elsewhere.
 * @param look with those of the municipality's theme, as it is at each request.
 */
export function assetRoutes(app: Hono<AppEnv>, access: AccessList, look: Pick<Look, 'assets'>): void {
  const small = smallAssets();
  /** A page that another replica made, of another version or with a theme that is newer here or there, gets what this one has by that name: for now. */
  const find = (path: string) => {
    const all = [loadAssets(), look.assets];
    const exact = all.map((assets) => assets.get(path)).find((asset) => asset !== undefined);
    if (exact !== undefined || !DIGEST.test(path)) return { asset: exact, isCurrent: true };
    const like = all.flatMap((assets) => [...assets]).find(([known]) => known.replace(DIGEST, '') === path.replace(DIGEST, ''));
    return { asset: like?.[1], isCurrent: false };
  };
  access.declare('GET', '/assets/*', 'public');
  app.get('/assets/*', async (c) => {
    const { asset, isCurrent } = find(c.req.path);
    if (asset === undefined) throw new BalieError('not-found');
    if (c.req.header('If-None-Match') === asset.etag) return c.body(null, 304);
    const { body, headers } = await small(asset, c.req.header('Accept-Encoding'));
    return c.body(body, 200, {
      ...headers,
      'Content-Type': asset.contentType,
      ETag: asset.etag,
      // Names carry the content's hash: what is under a name never changes.
      'Cache-Control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-store',
    });
  });
}
