import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSigner, isSignedBy } from '../../../src/audit/signing.ts';
import { keepDrift } from '../../../src/cli/keeping/keep-drift.ts';
import { createDriftWatch } from '../../../src/factsheet/drift/drift-watch.ts';
import type { DeploymentFacts } from '../../../src/factsheet/facts.ts';
import { documentOf } from '../../../src/factsheet/public/document.ts';
import { factsheetIn } from '../../../src/factsheet/public/schema.ts';
import { createPublications, type Publications } from '../../../src/factsheet/publications.ts';
import { groupRules } from '../../../src/identity/groups.ts';
import { watchDrift } from '../../../src/metrics/drift-gauge.ts';
import { Registry } from '../../../src/metrics/registry.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { factsOf } from '../../support/own-facts.ts';

const PAGE = '/beheer/factsheet/afwijkingen';

let desk: TestDesk;
let auditor: Colleague;
let published: DeploymentFacts;
let publications: Publications;
beforeAll(async () => {
  desk = await startTestDesk({ groups: [...GROUPS, groupRules.parse({ id: 'audit', title: 'Audit', claims: ['audit'], roles: ['auditor'] })] });
  auditor = await colleague(desk, ['audit'], 'Aart Dijk');
  published = await factsOf(desk);
  publications = createPublications({ db: desk.db, record: desk.desk.recordAct, signer: createSigner(desk.auditKey), now: () => new Date() });
});
afterAll(() => desk.close());

describe('the drift alarm', () => {
  const ready = async () => (await (await fetch(`${desk.url}/readyz`)).json()) as { status: string; warnings: string[] };
  const publish = async (facts: DeploymentFacts, by = publications) => by.publish({ document: documentOf({ facts, statements: [] }), reason: 'test', expected: (await publications.last())?.number ?? 0, byUser: 'test' });

  test('is silent while nothing was published, and while what was published is so', async () => {
    expect(await (await auditor.get(PAGE)).text()).toContain('nog geen gegevensblad gepubliceerd');
    await publish(published);
    expect(await (await auditor.get(PAGE)).text()).toContain('Het gegevensblad klopt met de balie');
    expect(await ready()).toMatchObject({ status: 'ok', warnings: [] });
  });

  test('tells of a change on its page, on the first page, to who asks for readiness, and in the log; and nobody less of it', async () => {
    await publish({ ...published, desk: { ...published.desk, organisation: { ...published.desk.organisation, value: '<b>Vroeger</b>' } } });
    const page = await (await auditor.get(PAGE)).text();
    expect(page).toContain('Organisatie van de balie is veranderd van “&lt;b&gt;Vroeger&lt;/b&gt;” in');
    expect(await ready()).toMatchObject({ status: 'ok', warnings: ['factsheet-drift'] });
    expect(desk.logged).toContainEqual(expect.objectContaining({ event: 'factsheet-drift', count: 1, facts: ['desk/organisation'] }));
    expect(await (await auditor.get('/beheer')).text()).toMatch(/afwijkingen van het gegevensblad<\/a><\/dt><dd>1</);
  });

  test('keeps what it found, for the other processes', async () => {
    expect(await desk.db.query('SELECT publication, is_comparable AS comparable, jsonb_array_length(differences) AS differences FROM factsheet_drift')).toEqual([{ publication: 2, comparable: true, differences: 1 }]);
  });

  test('says so of a publication that it cannot read', async () => {
    const number = await publish(published);
    await expect(publications.publish({ document: '{"schema":"balie-factsheet/0"}', reason: 'test', expected: number, byUser: 'test' })).rejects.toThrow('balie-factsheet/1');
    await desk.db.query('UPDATE factsheet_publications SET document = $1 WHERE number = $2', ['{"schema":"balie-factsheet/0"}', number]);
    expect(await (await auditor.get(PAGE)).text()).toContain('niet te vergelijken');
    expect(await ready()).toMatchObject({ warnings: ['factsheet-drift'] });
    expect(factsheetIn('{"schema":"anders"}')).toBeUndefined();
  });

  test('hears of what another process published or found since', async () => {
    const parts = { db: desk.db, publications, signer: createSigner(desk.auditKey), now: () => new Date(), onChange: () => undefined };
    const elsewhere = { ...published, desk: { ...published.desk, organisation: { ...published.desk.organisation, value: 'Elders' } } };
    const [watch, other] = [createDriftWatch({ ...parts, facts: async () => published }), createDriftWatch({ ...parts, facts: async () => elsewhere })];
    await publish(elsewhere);
    await watch.look();
    expect(watch.count()).toBe(1);
    await publish(published);
    await watch.follow();
    expect(watch.count()).toBe(0);
    await other.look();
    await watch.follow();
    expect(watch.count()).toBe(1);
  });

  test('tells of a signature with another key, which still fits what is given out', async () => {
    const earlier = createSigner(Buffer.alloc(32, 9));
    await publish(published, createPublications({ db: desk.db, record: desk.desk.recordAct, signer: earlier, now: () => new Date() }));
    expect(await (await auditor.get(PAGE)).text()).toContain('is getekend met een andere sleutel');
    const given = (await (await fetch(`${desk.url}/.well-known/ai-factsheet.json`)).json()) as { document: string; publicKey: string; signature: string };
    expect(isSignedBy(given.publicKey, given.document, given.signature)).toBe(true);
    const file = (await (await fetch(`${desk.url}/factsheet.json`)).json()) as { publication: object };
    expect(file.publication).toMatchObject({ keyId: earlier.keyId, publicKey: earlier.publicKey });
  });

  test('is for who manages the desk or watches over it', async () => {
    const other = await colleague(desk);
    expect((await other.get(PAGE)).status).toBe(403);
    expect((await fetch(desk.url + PAGE, { redirect: 'manual' })).status).toBe(303);
  });

  test('is measured once something was published', () => {
    const registry = new Registry();
    let count: number | undefined;
    watchDrift(registry, () => count);
    expect(registry.text()).not.toMatch(/^balie_factsheet_drift \d/m);
    count = 3;
    expect(registry.text()).toMatch(/^balie_factsheet_drift 3$/m);
  });

  test('looks at each start and each night, and again where it failed', async () => {
    let now = new Date('2026-11-27T10:00:00Z');
    let [looks, faults] = [0, 0];
    const look = async () => {
      looks += 1;
      if (looks === 2) throw new Error('away');
      return undefined;
    };
    const stop = keepDrift({ look, follow: async () => undefined }, { onError: () => void (faults += 1), now: () => now, everyMs: 5 });
    await sleep(30);
    expect([looks, faults]).toEqual([1, 0]);
    // Half past four in the morning here.
    now = new Date('2026-11-28T03:30:00Z');
    await expect.poll(() => [looks, faults]).toEqual([3, 1]);
    stop();
  });
});
