import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { DILIGENCE_PATH, evidencePath } from '../../../web/pages/diligence/paths.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

const FILE_PATH = evidencePath(':sha256');
const ERASE_PATH = `${FILE_PATH}/wissen`;

/** Files that prove an answer: for who fills in the factsheet alone. */
export function fileRoutes(app: Hono<AppEnv>, access: AccessList, { diligence }: AppDeps): void {
  access.declare('GET', FILE_PATH, 'factsheet');
  app.get(FILE_PATH, async (c) => {
    const sha256 = digestIn(c);
    const file = await diligence.files.read(sha256);
    if (file === undefined) throw new BalieError('not-found');
    // Never shown by the browser itself: what somebody sent would run with the rights of this desk. Named by the desk: not by who sent it.
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="bewijs-${sha256.slice(0, 12)}.${file.kind}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'Cache-Control': 'private, no-store',
    });
  });

  access.declare('POST', ERASE_PATH, 'factsheet');
  app.post(ERASE_PATH, async (c) => {
    if (!(await diligence.files.erase(digestIn(c), c.get('key').id))) throw new BalieError('not-found');
    return c.redirect(`${DILIGENCE_PATH}?melding=gewist`, 303);
  });
}

/** @throws BalieError `not-found`. */
function digestIn(c: Context<AppEnv>): string {
  const sha256 = c.req.param('sha256') ?? '';
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new BalieError('not-found');
  return sha256;
}
