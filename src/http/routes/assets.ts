import type { Hono } from 'hono';
import { BalieError } from '../../errors.ts';
import { loadAssets } from '../../web/assets.ts';
import type { Look } from '../../web/look.ts';
import type { AccessList } from '../access/access.ts';
import type { AppEnv } from '../env.ts';
import { smallAssets } from '../server/compress.ts';

/**
 * Styles, scripts, fonts and pictures of the pages; all are ours, none comes from elsewhere.
 * @param look with those of the municipality's theme, as it is at each request.
 */
export function assetRoutes(app: Hono<AppEnv>, access: AccessList, look: Pick<Look, 'assets'>): void {
  const small = smallAssets();
  access.declare('GET', '/assets/*', 'public');
  app.get('/assets/*', async (c) => {
    const asset = loadAssets().get(c.req.path) ?? look.assets.get(c.req.path);
    if (asset === undefined) throw new BalieError('not-found');
    if (c.req.header('If-None-Match') === asset.etag) return c.body(null, 304);
    const { body, headers } = await small(asset, c.req.header('Accept-Encoding'));
    return c.body(body, 200, {
      ...headers,
      'Content-Type': asset.contentType,
      ETag: asset.etag,
      // Names carry the content's hash: what is under a name never changes.
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
}
