import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

/** Short: what was published anew should be seen soon; who has it asks with its ETag, and is told that it is the same. */
const CACHED = 'public, max-age=300';
const TYPES = { json: 'application/json', yaml: 'application/yaml; charset=utf-8', sbom: 'application/vnd.cyclonedx+json; version=1.7' } as const;

/** The factsheet for programs of others: a national inventory harvests it from here. To be declared before pages under `/factsheet`. */
export function platformRoutes(app: Hono<AppEnv>, access: AccessList, { platforms }: Pick<AppDeps, 'platforms'>): void {
  const give = (path: string, type: keyof typeof TYPES, make: (c: Context<AppEnv>) => Promise<string>) => {
    access.declare('GET', path, 'public');
    app.get(path, async (c) => {
      // For programs, faults too; readable from any origin, as there is nothing in it of who asks.
      c.set('faultsAs', 'problem');
      c.header('Access-Control-Allow-Origin', '*');
      c.header('Access-Control-Expose-Headers', 'ETag');
      const body = await make(c);
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      const headers = { ETag: etag, 'Cache-Control': CACHED };
      if (c.req.header('If-None-Match')?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) === true) return c.body(null, 304, headers);
      return c.body(body, 200, { ...headers, 'Content-Type': TYPES[type] });
    });
  };

  give('/.well-known/ai-factsheet.json', 'json', async () => {
    const published = await platforms.published();
    if (published === undefined) throw new BalieError('factsheet-unpublished');
    return JSON.stringify(published);
  });
  for (const format of ['json', 'yaml'] as const) {
    give(`/factsheet/:assistant/system-card.${format}`, format, async (c) => {
      const card = await platforms.systemCard(c.req.param('assistant') ?? '', format);
      if (card === undefined) throw new BalieError('not-found');
      return card;
    });
  }
  give('/factsheet/sbom.json', 'sbom', () => platforms.sbom());
}
