import type { Hono } from 'hono';
import { BalieError } from '../../errors.ts';
import { type Asset, loadAssets } from '../../web/assets.ts';
import type { AccessList } from '../access/access.ts';
import type { AppEnv } from '../env.ts';
import { smallAssets } from '../server/compress.ts';

/**
 * Styles, scripts, fonts and pictures of the pages; all are ours, none comes from elsewhere.
 * @param themed those of the municipality's theme.
 */
export function assetRoutes(app: Hono<AppEnv>, access: AccessList, themed: ReadonlyMap<string, Asset>): void {
  const assets = new Map([...loadAssets(), ...themed]);
  const small = smallAssets();
  access.declare('GET', '/assets/*', 'public');
  app.get('/assets/*', async (c) => {
    const asset = assets.get(c.req.path);
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
