import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { Snapshot } from '../../../factsheet/diligence/snapshots.ts';
import { reportFile } from '../../../web/pages/diligence/file.ts';
import { DILIGENCE_PATH, FIX_PATH, SNAPSHOTS_PATH } from '../../../web/pages/diligence/paths.ts';
import { fixPage, snapshotPage, snapshotsPage } from '../../../web/pages/diligence/snapshots.ts';
import type { FixView, ShownSnapshot } from '../../../web/pages/diligence/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { toFault } from '../../faults.ts';
import { numberIn, readFields } from '../../input.ts';
import { reasonIn, versionIn } from '../settings/given.ts';

const ONE_PATH = `${SNAPSHOTS_PATH}/:number`;
const LISTED = 50;

/** Fixing the report, and what was fixed: as pages and as files. */
export function snapshotRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, diligence }: AppDeps): void {
  access.declare('GET', FIX_PATH, 'factsheet');
  app.get(FIX_PATH, async (c) => c.html(fixPage(await fixView(c, {}))));

  access.declare('POST', FIX_PATH, 'factsheet');
  app.post(FIX_PATH, async (c) => {
    const fields = await readFields(c);
    const { reason, fault } = reasonIn(fields);
    const isPublic = fields.get('openbaar') === 'ja';
    if (fault !== undefined) return c.html(fixPage(await fixView(c, { reason, isPublic, fault })), 400);
    try {
      await diligence.fix({ reason, isPublic, expected: versionIn(fields, 'nummer'), byPerson: c.get('key').id });
    } catch (error) {
      if (toFault(error).code !== 'diligence-moved') throw error;
      return c.html(fixPage(await fixView(c, { reason, isPublic, hasMoved: true })), 409);
    }
    return c.redirect(`${DILIGENCE_PATH}?melding=vastgesteld`, 303);
  });

  access.declare('GET', SNAPSHOTS_PATH, 'factsheet');
  app.get(SNAPSHOTS_PATH, async (c) => {
    const list = await diligence.snapshots.list(LISTED);
    const names = await diligence.namesOf([...new Set(list.map(({ byPerson }) => byPerson))]);
    const snapshots = list.map((one) => ({ ...one, by: names.get(one.byPerson) ?? `persoon ${one.byPerson}` }));
    return c.html(snapshotsPage({ municipality, editor: editorOf(c), snapshots, ...(c.req.query('melding') === 'verborgen' && { told: 'Deze doorlichting is niet meer openbaar.' }) }));
  });

  access.declare('GET', ONE_PATH, 'factsheet');
  app.get(ONE_PATH, async (c) => {
    const [{ snapshot, shown }, now] = await Promise.all([snapshotIn(c), diligence.report()]);
    return c.html(snapshotPage({ municipality, editor: editorOf(c), ...shown, reason: snapshot.reason, isPublic: snapshot.isPublic, changes: diligence.changes(shown.report, now), kaderTitle: diligence.kaderTitle }));
  });

  access.declare('POST', `${ONE_PATH}/verbergen`, 'factsheet');
  app.post(`${ONE_PATH}/verbergen`, async (c) => {
    const number = numberIn(c.req.param('number'));
    if (number === undefined || !(await diligence.snapshots.hide(number, c.get('key').id))) throw new BalieError('not-found');
    return c.redirect(`${SNAPSHOTS_PATH}?melding=verborgen`, 303);
  });

  const give = (name: string, type: string, make: (snapshot: Snapshot, shown: ShownSnapshot) => Promise<string | Uint8Array>) => {
    access.declare('GET', `${ONE_PATH}/${name}`, 'factsheet');
    app.get(`${ONE_PATH}/${name}`, async (c) => {
      const { snapshot, shown } = await snapshotIn(c);
      const body = await make(snapshot, shown);
      return c.body(typeof body === 'string' ? body : new Uint8Array(body), 200, { 'Content-Type': type, 'Content-Disposition': `attachment; filename="doorlichting-${snapshot.number}.${name.split('.')[1]}"` });
    });
  };
  give('rapport.json', 'application/json', (snapshot) => Promise.resolve(diligence.file(snapshot)));
  give('rapport.html', 'text/html; charset=UTF-8', async (_, shown) => String(await reportFile(shown, diligence.kaderTitle)));
  give('rapport.pdf', 'application/pdf', (_, { report, proof }) => diligence.pdf(report, proof));

  /** @throws BalieError `not-found`. */
  async function snapshotIn(c: Context<AppEnv>): Promise<{ readonly snapshot: Snapshot; readonly shown: ShownSnapshot }> {
    const number = numberIn(c.req.param('number'));
    const snapshot = number === undefined ? undefined : await diligence.snapshots.find(number);
    const shown = snapshot && diligence.shown(snapshot);
    if (snapshot === undefined || shown === undefined) throw new BalieError('not-found');
    return { snapshot, shown };
  }

  async function fixView(c: Context<AppEnv>, { reason = '', isPublic = false, fault, hasMoved = false }: { readonly reason?: string; readonly isPublic?: boolean; readonly fault?: string; readonly hasMoved?: boolean }): Promise<FixView> {
    const [report, last] = await Promise.all([diligence.report(), diligence.snapshots.last()]);
    return { municipality, editor: editorOf(c), report, last, reason, isPublic, fault, hasMoved };
  }
}
