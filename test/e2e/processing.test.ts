import { describe, expect, test } from 'vitest';
import type { DriftReport } from '../../src/factsheet/drift/drift-watch.ts';
import type { OutletState } from '../../src/logbook/state.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { colleague, sessionCookie } from '../support/employee.ts';
import { ROLE_GROUPS } from '../support/roles.ts';

const acknowledgedAt = new Date('2026-11-27T09:00:00Z');
const good = { waiting: 0, refused: 0, acknowledgedAt, fault: null, detail: null, faultAt: null };
const STATES: Readonly<Record<string, readonly OutletState[]>> = {
  niets: [],
  'alles goed': [{ ...good, kind: 'records' }, { ...good, kind: 'receiver', to: 'https://logboek-dataverwerkingen.lindewaarde.example/otlp/v1/traces' }, { ...good, kind: 'siem', to: 'syslog+tls://siem.lindewaarde.example:6514' }],
  storing: [
    { ...good, kind: 'records' },
    { ...good, kind: 'receiver', to: 'https://logboek-dataverwerkingen.lindewaarde.example/otlp/v1/traces', waiting: 12_345, refused: 2, fault: 'logbook-unreachable', detail: 'ECONNREFUSED', faultAt: acknowledgedAt },
    { ...good, kind: 'siem', to: 'file:/var/log/balie/audit.json', waiting: 7, acknowledgedAt: null, fault: 'siem-file', detail: 'ENOSPC', faultAt: acknowledgedAt },
  ],
};
let states: readonly OutletState[] = [];
let drift: DriftReport | undefined;
const at = deskInBrowser(() => ({ groups: ROLE_GROUPS, processing: { states: () => Promise.resolve(states) }, drift: { look: () => Promise.resolve(drift), follow: () => Promise.resolve(), count: () => drift?.differences.length } }));

describe.each(Object.keys(STATES))('the page of processings with %s', (name) => {
  test.each([375, 1280])('is accessible at %i pixels', async (width) => {
    states = STATES[name] ?? [];
    const { cookie } = await colleague(at.desk, ['auditor']);
    const { page, complaints } = await at.visit({ viewport: { width, height: 812 } });
    await page.context().addCookies([sessionCookie(cookie, at.desk.url)]);
    await page.goto(`${at.desk.url}/beheer/verwerkingen`);
    await page.getByRole('heading', { name: 'Verwerkingen', level: 1 }).waitFor();
    expect({ axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) }).toEqual({ axe: [], overflow: 0, small: [] });
    expect(await page.getByText('gaat niet goed').count()).toBe(name === 'storing' ? 2 : 0);
    expect(complaints).toEqual([]);
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/${name.replace(' ', '-')}-${width}.png`, fullPage: true });
    await page.context().close();
  });
});

const DRIFTS: Readonly<Record<string, DriftReport | undefined>> = {
  'niets gepubliceerd': undefined,
  'alles klopt': { at: acknowledgedAt, publication: 3, isComparable: true, differences: [] },
  afwijkingen: {
    at: acknowledgedAt, publication: 3, isComparable: true,
    differences: [
      { id: 'assistants/loket/model', group: 'assistants', kind: 'changed', words: 'Model van assistent Digitale balie is veranderd van “ministral-3:3b” in “ministral-3:8b”; in het gepubliceerde gegevensblad staat nog “ministral-3:3b”.' },
      { id: 'models/groot', group: 'models', kind: 'changed', words: `Kenmerk van het bestand van model groot is veranderd van “${'a'.repeat(64)}” in “${'b'.repeat(64)}”; in het gepubliceerde gegevensblad staat nog “${'a'.repeat(64)}”.` },
      { id: 'collections/nieuw', group: 'collections', kind: 'new', words: 'Nieuw: collectie Verordeningen. Dit staat nog niet in het gepubliceerde gegevensblad.' },
    ],
  },
};

describe.each(Object.keys(DRIFTS))('the page of what differs from the factsheet: %s', (name) => {
  test.each([375, 1280])('is accessible at %i pixels', async (width) => {
    drift = DRIFTS[name];
    const { cookie } = await colleague(at.desk, ['auditor']);
    const { page, complaints } = await at.visit({ viewport: { width, height: 812 } });
    await page.context().addCookies([sessionCookie(cookie, at.desk.url)]);
    await page.goto(`${at.desk.url}/beheer/factsheet/afwijkingen`);
    await page.getByRole('heading', { name: 'Afwijkingen van het gegevensblad', level: 1 }).waitFor();
    expect({ axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) }).toEqual({ axe: [], overflow: 0, small: [] });
    expect(await page.getByRole('listitem').filter({ hasText: 'gepubliceerde gegevensblad' }).count()).toBe(drift?.differences.length ?? 0);
    expect(complaints).toEqual([]);
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/drift-${name.replace(' ', '-')}-${width}.png`, fullPage: true });
    await page.context().close();
  });
});
