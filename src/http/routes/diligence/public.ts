import type { Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { Snapshot } from '../../../factsheet/diligence/snapshots.ts';
import { PUBLIC_DILIGENCE_PATH } from '../../../web/pages/diligence/paths.ts';
import { publicDiligencePage } from '../../../web/pages/diligence/public.ts';
import type { ShownSnapshot } from '../../../web/pages/diligence/views.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { cached } from '../factsheet/public.ts';

/** The last report that somebody made public. */
export function publicDiligenceRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, diligence }: AppDeps): void {
  /** The last one that was asked for: nobody makes the desk write it again and again. */
  let printed: { readonly number: number; readonly pdf: Promise<Uint8Array> } | undefined;

  const give = (ending: string, type: string, make: (found: { readonly snapshot: Snapshot; readonly shown: ShownSnapshot }) => Promise<string | Uint8Array>) => {
    const path = `${PUBLIC_DILIGENCE_PATH}${ending}`;
    access.declare('GET', path, 'public');
    app.get(path, async (c) => {
      const body = await make(await lastPublic());
      return cached(c, typeof body === 'string' ? body : new Uint8Array(body), type);
    });
  };

  give('', 'text/html; charset=UTF-8', async ({ shown }) => String(await publicDiligencePage({ municipality, ...shown })));
  give('.json', 'application/json', ({ snapshot }) => Promise.resolve(diligence.file(snapshot)));
  give('.pdf', 'application/pdf', ({ snapshot: { number }, shown: { report, proof } }) => {
    if (printed?.number === number) return printed.pdf;
    const mine = { number, pdf: diligence.pdf(report, proof) };
    printed = mine;
    // What failed is written anew for the next one who asks.
    mine.pdf.catch(() => {
      if (printed === mine) printed = undefined;
    });
    return mine.pdf;
  });

  access.declare('GET', `${PUBLIC_DILIGENCE_PATH}.schema.json`, 'public');
  app.get(`${PUBLIC_DILIGENCE_PATH}.schema.json`, (c) => cached(c, JSON.stringify(diligence.schema()), 'application/schema+json'));

  /** @throws BalieError `not-found`. */
  async function lastPublic() {
    const snapshot = await diligence.snapshots.lastPublic();
    const shown = snapshot && diligence.shown(snapshot);
    if (snapshot === undefined || shown === undefined) throw new BalieError('not-found');
    return { snapshot, shown };
  }
}
