import { afterAll, beforeAll, expect, test } from 'vitest';
import { TREE } from '../../src/factsheet/ai-act/tree/tree.ts';
import { MUNICIPALITY } from '../support/ai-act.ts';
import { DILIGENCE_QUESTIONS } from '../../src/factsheet/diligence/questions/questions.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { colleague, GROUPS, loggedInAs } from '../support/employee.ts';
import { sayEverything } from '../support/register/say.ts';
import { LOGIN, type ScriptedRegister, startScriptedRegister } from '../support/scripted-register.ts';

let there: ScriptedRegister;
beforeAll(async () => {
  there = await startScriptedRegister();
});
afterAll(() => there.stop());
const at = deskInBrowser(() => ({ groups: GROUPS, siteConfig: { factsheetPlatforms: [{ id: 'landelijk', url: 'https://platform.invalid/', allowPrivate: false }], algorithmRegister: { ...LOGIN, url: there.url, tokenUrl: `${there.url}/token` } } }));

/** A page of Beheer, and what looks at it at both widths. */
async function opened() {
  const { page, complaints } = await at.visit({ viewport: { width: 375, height: 812 }, ...loggedInAs(await colleague(at.desk, ['beheer'])) });
  const looked = async (name: string) => {
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 812 });
      expect({ name, width, axe: await axeViolations(page), overflow: await overflow(page), small: await smallTargets(page) }).toEqual({ name, width, axe: [], overflow: 0, small: [] });
      if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/${name}-${width}.png`, fullPage: true });
    }
  };
  return { page, complaints, looked };
}

test('somebody answers what only people can, and publishes, on pages that everybody can use', async () => {
  const { page, complaints, looked } = await opened();
  await page.goto(`${at.desk.url}/beheer/factsheet`);
  await looked('overview');
  await page.goto(`${at.desk.url}/beheer/factsheet/vragen/-/organisatie`);
  await page.getByLabel('Contactgegevens').fill('j.jansen@lindewaarde.example');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await page.getByText('lijkt op het adres van een persoon').first().waitFor();
  expect(await page.getByLabel('Contactgegevens').inputValue()).toBe('j.jansen@lindewaarde.example');
  await looked('answers');
  await page.goto(`${at.desk.url}/beheer/factsheet`);
  await page.getByRole('link', { name: 'Bekijken en publiceren' }).click();
  await looked('publish');
  await page.getByLabel('Waarom publiceert u nu?').fill('Eerste versie');
  await page.getByRole('button', { name: 'Publiceren' }).click();
  await page.getByText('Nummer 1 is gepubliceerd').waitFor();
  await looked('published');
  await page.goto(`${at.desk.url}/beheer/factsheet/afwijkingen`);
  await looked('no-drift');
  await at.desk.db.query(`INSERT INTO factsheet_records (platform, assistant, state, tried, tried_at, failures, fault, detail, next_at) VALUES ('landelijk', '', 'sending', 1, now(), 3, 'platform-unreachable', 'HTTP 503', now() + interval '1 hour')`);
  await page.goto(`${at.desk.url}/beheer/factsheet/platforms`);
  await looked('platforms');
  await page.getByRole('button', { name: 'Nu opnieuw proberen bij landelijk' }).click();
  await page.getByText('De balie probeert het binnen een minuut opnieuw.').waitFor();
  expect(complaints).toEqual([]);
});

test('somebody walks through the questions of the AI Act, and looks what the desk says of itself, on pages that everybody can use', { timeout: 240_000 }, async () => {
  const { page, complaints, looked } = await opened();
  await page.goto(`${at.desk.url}/beheer/factsheet/ai-verordening/loket/vragen`);
  await page.getByRole('button', { name: 'Volgende' }).click();
  await page.getByText('Vraag 2.').waitFor();
  // Gone back to, it has what was chosen.
  await page.getByRole('button', { name: 'Vorige' }).click();
  await page.getByText('Vraag 1.').waitFor();
  await page.getByRole('button', { name: 'Volgende' }).click();
  await page.getByText('Vraag 2.').waitFor();
  for (let step = 2; step < TREE.length; step += 1) {
    const legend = (await page.locator('legend').first().textContent()) ?? '';
    const question = TREE.find(({ text }) => legend.includes(text));
    await page.locator(`input[name="keuze"][value="${MUNICIPALITY[question?.id ?? ''] ?? ''}"]`).check();
    if (step === 4) {
      await page.getByLabel('Toelichting').fill('<b>HTML</b>');
      await page.getByRole('button', { name: 'Volgende' }).click();
      await page.getByText('mag geen HTML hebben').first().waitFor();
      await looked('ai-question');
      await page.getByLabel('Toelichting').fill('Wij kozen zelf de documenten.');
    }
    await page.getByRole('button', { name: 'Volgende' }).click();
    const last = page.getByRole('button', { name: 'Vastleggen' });
    await page.getByText(`Vraag ${step + 1}.`).or(last).first().waitFor();
    await page.waitForLoadState();
    if (await last.isVisible()) break;
  }
  await page.getByRole('heading', { name: 'Uitkomst: Geen hoog risico, wel een transparantieplicht' }).waitFor();
  await page.getByLabel('Wie zegt dit?').fill('Functionaris gegevensbescherming');
  await looked('ai-result');
  await page.getByRole('button', { name: 'Vastleggen' }).click();
  await page.getByText('Vastgelegd. Iedereen ziet het na de volgende publicatie.').waitFor();
  await looked('ai-assistant');
  await page.goto(`${at.desk.url}/beheer/factsheet/ai-verordening`);
  await page.getByRole('button', { name: 'Nu controleren' }).click();
  await page.getByText('alles gevonden').waitFor();
  await page.locator('summary', { hasText: 'Mensen zien dat zij' }).click();
  await looked('ai-overview');
  await page.goto(`${at.desk.url}/beheer/factsheet/publiceren`);
  await looked('ai-publish');
  expect(complaints).toEqual([]);
});

test('somebody brings a record to the register, on pages that everybody can use', async () => {
  await sayEverything(at.desk);
  const { page, complaints, looked } = await opened();
  await page.goto(`${at.desk.url}/beheer/factsheet/register`);
  await looked('list');
  await page.goto(`${at.desk.url}/beheer/factsheet/register/collega`);
  await looked('refused');
  await page.goto(`${at.desk.url}/beheer/factsheet/register/loket`);
  await page.getByRole('button', { name: 'Concept sturen' }).click();
  await looked('confirm');
  await page.getByRole('button', { name: 'Ja, concept sturen' }).click();
  await page.getByText('Het concept staat in het register.').waitFor();
  Object.assign(there.entries[0]?.record ?? {}, { name: 'Door iemand veranderd', goal: '<p>Een ander doel.</p>' });
  await page.reload();
  await page.getByText('In het register is iets veranderd').waitFor();
  await looked('changed');
  expect(complaints).toEqual([]);
});

test('somebody answers the due diligence with evidence, on pages that everybody can use', async () => {
  const { page, complaints, looked } = await opened();
  const home = `${at.desk.url}/beheer/doorlichting`;
  const asked = DILIGENCE_QUESTIONS.find(({ measure }) => measure === undefined);
  await page.goto(home);
  await looked('diligence');
  await page.goto(`${home}/vraag/${asked?.id}`);
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await page.getByText('Er is nog niets bewaard.').waitFor();
  await looked('diligence-faults');
  await page.getByLabel('ja', { exact: true }).check();
  await page.getByLabel('Uitleg').fill('Tien inwoners probeerden de balie.');
  await page.getByLabel('Bewijs als bestand').setInputFiles({ name: 'verslag.csv', mimeType: 'text/csv', buffer: Buffer.from('vraag;antwoord\n1;ja\n') });
  await page.getByLabel('Wat dit bestand is').fill('Verslag van de test');
  await page.getByLabel('Wie zegt dit?').fill('Teammanager Publiekszaken');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await page.getByText('Bewaard.').waitFor();
  await page.goto(`${home}/thema/${asked?.theme}`);
  await looked('diligence-theme');
  expect(complaints).toEqual([]);
});

test('somebody fixes the due diligence and sets it beside another, on pages that everybody can use', async () => {
  const { page, complaints, looked } = await opened();
  const home = `${at.desk.url}/beheer/doorlichting`;
  await page.goto(`${home}/vaststellen`);
  await page.getByLabel('Waarom stelt u dit nu vast?').fill('Om te laten zien');
  await page.getByLabel('Iedereen mag dit zien.').check();
  await looked('diligence-fix');
  await page.getByRole('button', { name: 'Vaststellen' }).click();
  await page.getByText('Nummer 1 is vastgesteld').waitFor();
  for (const [name, path] of [['snapshots', '/beheer/doorlichting/vastgesteld'], ['snapshot', '/beheer/doorlichting/vastgesteld/1'], ['public', '/factsheet/doorlichting'], ['compare', '/beheer/doorlichting/vergelijken']] as const) {
    await page.goto(at.desk.url + path);
    await looked(`diligence-${name}`);
  }
  await page.locator('#veld-bestand').setInputFiles({ name: 'rapport.json', mimeType: 'application/json', buffer: Buffer.from(await (await page.request.get(`${at.desk.url}/factsheet/doorlichting.json`)).body()) });
  await page.getByRole('button', { name: 'Vergelijken' }).last().click();
  await page.getByText('De handtekening klopt.').waitFor();
  await looked('diligence-uploaded');
  const file = await page.request.get(`${home}/vastgesteld/1/rapport.html`);
  // Nowhere, as somebody who opens it from a folder.
  await page.goto('about:blank');
  await page.setContent(await file.text());
  await looked('diligence-file');
  expect(complaints).toEqual([]);
});
