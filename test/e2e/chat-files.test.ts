import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { addFile, readFiles } from '../support/chat-files.ts';
import { bring, openAs, row, rows } from '../support/chat-files-page.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { reply, silence, text } from '../support/ollama-host/index.ts';
import { until } from '../support/until.ts';

const LONG = `Projectplan-parkeren-en-fietsen-bij-het-station-van-${'heel'.repeat(12)}-lange-naam.txt`;
const PICTURES = process.env['PICTURES'];

const at = deskInBrowser(() => ({ groups: GROUPS, withWorkers: true }));
const id = randomUUID();
let noor: Colleague;
let files: { readonly id: string; readonly name: string }[];
const works: Record<string, string> = {};

beforeAll(async () => {
  noor = await colleague(at.desk);
  await addFile(noor, id, LONG, Array.from({ length: 400 }, (_, number) => `Regel ${number + 1} gaat over parkeren bij het station en over de stalling voor fietsers. `.repeat(12)).join('\n\n'));
  await addFile(noor, id, 'tarieven.md', '# Tarieven\n\nEen paspoort kost 86 euro.\n\n## Rijbewijs\n\nEen rijbewijs kost 51 euro.');
  await addFile(noor, id, 'stuk.pdf', '%PDF-1.4 kapot');
  files = await readFiles(noor, id);
  const begin = async (name: string, fields: Record<string, string>) => {
    const begun = await noor.post(`/werk/gesprekken/${id}/documenten`, { assistant: 'collega', ...fields });
    works[name] = begun.headers.get('Location') ?? '';
    await until(async () => !(await (await noor.get(works[name] ?? '')).text()).includes('<progress'), 100_000);
  };
  at.desk.host.setScript(reply('paspoort | 86 euro | [stuk 1]\nrijbewijs | 51 euro | [stuk 2]'));
  await begin('table', { kind: 'table', file: files[1]?.id ?? '', columns: 'Product\nPrijs' });
  at.desk.host.setScript(reply('- Een paspoort kost 86 euro [stuk 1]\n- Een rijbewijs kost 51 euro [stuk 2]'));
  await begin('summary', { kind: 'summarise', file: files[1]?.id ?? '' });
  at.desk.host.setScript([text('- Een'), silence()]);
  const running = await noor.post(`/werk/gesprekken/${id}/documenten`, { assistant: 'collega', kind: 'summarise', file: files[0]?.id ?? '', zeker: 'ja' });
  works['running'] = running.headers.get('Location') ?? '';
}, 120_000);

const open = (path: string, width: number) => openAs(at, noor, path, width);

const pages: Readonly<Record<string, () => string>> = {
  folders: () => '/werk/documenten',
  documents: () => `/werk/gesprekken/${id}/documenten`,
  empty: () => `/werk/gesprekken/${randomUUID()}/documenten`,
  viewer: () => `/werk/gesprekken/${id}/bestanden/${files[1]?.id}`,
  'viewer-parts': () => `/werk/gesprekken/${id}/bestanden/${files[0]?.id}?deel=2`,
  table: () => works['table'] ?? '',
  summary: () => works['summary'] ?? '',
  running: () => works['running'] ?? '',
};

describe.each([375, 1280])('%i pixels wide', (width) => {
  test.each(Object.keys(pages))('the page %s: accessible, fits, nothing blocked', async (which) => {
    const { page, complaints } = await open(pages[which]?.() ?? '', width);
    expect(await page.locator('h1').count()).toBe(1);
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: `${PICTURES}/${which}-${width}.png`, fullPage: which !== 'viewer-parts' });
    }
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('while nothing else is read', () => {
  beforeAll(async () => {
    await noor.post(`${works['running']}/stoppen`);
    const list = `/api/v1/work/conversations/${id}/documents-work`;
    await until(async () => !(await (await noor.get(list)).text()).includes('"isRunning":true'), 100_000);
  });

  test('by keyboard alone: a file is chosen for a summary, begun, and its source is opened', async () => {
    at.desk.host.setScript(reply('- Een paspoort kost 86 euro [stuk 1]'));
    const own = randomUUID();
    await addFile(noor, own, 'tarieven.md', '# Tarieven\n\nEen paspoort kost 86 euro.');
    await readFiles(noor, own);
    const { page } = await open(`/werk/gesprekken/${own}/documenten`, 1280);
    await page.getByRole('combobox', { name: 'Bestand' }).first().focus();
    for (let tabs = 0; tabs < 6 && (await page.evaluate('document.activeElement.textContent')) !== 'Vat samen'; tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Bezig met het document|Wat eruit kwam/ }).waitFor();
    // The page goes on by itself, and begins at what came of it.
    await page.getByRole('heading', { level: 1, name: 'Wat eruit kwam' }).waitFor();
    // The heading takes the focus once, when the page has been loaded.
    await page.waitForLoadState('load');
    // A source opens beside the answer.
    const opened = page.context().waitForEvent('page', { timeout: 100_000 });
    const isOpen = opened.then(() => true);
    // On a machine that stands still the heading may take the focus between the link and the key: then somebody presses again.
    while (!(await Promise.race([isOpen, page.getByRole('link', { name: 'tarieven.md' }).first().press('Enter').then(() => Promise.race([isOpen, sleep(5_000)]))]))) await page.bringToFront();
    const source = await opened;
    await source.getByRole('heading', { level: 1, name: 'tarieven.md' }).waitFor();
    expect(new URL(source.url()).hash).toBe('#passage-1');
    await page.context().close();
  });

  test('files are dropped anywhere on the page: each says how it stands, what is too large is never sent, and a screen reader is told', async () => {
    const { page, complaints } = await open(`/werk/gesprekken/${randomUUID()}/documenten`, 375);
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await bring(page, 'drop', 'h1', { 'brief.md': '# Brief\n\nKom langs.', 'groot.pdf': 50 * 1024 * 1024 + 1, 'leeg.txt': '', 'stuk.pdf': '%PDF-1.4 kapot' });
    await row(page, 'brief.md').getByText('klaar', { exact: true }).waitFor();
    await row(page, 'stuk.pdf').getByText('niet gelukt', { exact: true }).waitFor();
    expect(await row(page, 'groot.pdf').innerText()).toContain('groter dan 50 MB. Splits het');
    expect(await row(page, 'leeg.txt').innerText()).toContain('Dit bestand is leeg.');
    expect(await row(page, 'stuk.pdf').innerText()).toMatch(/beschadigd|kapot|lezen|openen/);
    expect(sent).toHaveLength(2);
    await page.locator('[role=status]').getByText('1 van 4 bestanden gelezen. Niet gelukt:').waitFor();
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/dropped-375.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    await page.getByRole('link', { name: 'Toon de bestanden en wat u ermee kunt doen' }).click();
    await page.getByRole('heading', { name: 'Samenvatten' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('by keyboard alone: more files than a conversation takes are told before they are sent, one that was sent is taken back', async () => {
    const own = randomUUID();
    const { page } = await open(`/werk/gesprekken/${own}/documenten`, 1280);
    const most = Number(await page.locator('#bestandenformulier').getAttribute('data-most'));
    await page.route('**/files', async (route) => (route.request().method() === 'GET' ? route.fulfill({ json: { files: Array.from({ length: most - 1 }, (_, at) => ({ id: String(at), state: 'ready' })) } }) : route.continue()));
    await page.getByLabel('Kies een of meer bestanden').setInputFiles([{ name: 'een.txt', mimeType: 'text/plain', buffer: Buffer.from('een') }, { name: 'twee.txt', mimeType: 'text/plain', buffer: Buffer.from('twee') }]);
    await row(page, 'twee.txt').getByText(`In één gesprek kunnen ${most} bestanden.`, { exact: false }).waitFor();
    await page.unroute('**/files');
    // As long as it is being read it can be taken back.
    await page.route('**/files', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
    await page.getByLabel('Kies een of meer bestanden').setInputFiles([{ name: 'drie.txt', mimeType: 'text/plain', buffer: Buffer.from('drie') }]);
    const cancel = row(page, 'drie.txt').getByRole('button', { name: 'Annuleren drie.txt' });
    await row(page, 'drie.txt').getByText('wordt gelezen').waitFor();
    await cancel.focus();
    await page.keyboard.press('Enter');
    await row(page, 'drie.txt').getByText('verwijderd', { exact: true }).waitFor();
    expect(await page.evaluate(`document.activeElement.textContent.includes('drie.txt')`)).toBe(true);
    expect((await readFiles(noor, own)).map(({ name }) => name)).not.toContain('drie.txt');
    await page.context().close();
  });

  test('a conversation begins with files that are dropped and pasted, and its first question is about them; none come into a confidential one', async () => {
    const { page, complaints } = await open('/werk', 1280);
    await page.getByLabel('Vertrouwelijk gesprek').check();
    await bring(page, 'drop', '#vraag', { 'geheim.txt': 'geheim' });
    await page.getByText('In een vertrouwelijk gesprek kunt u geen bestanden zetten.').first().waitFor();
    expect(await rows(page).count()).toBe(0);
    await page.getByLabel('Vertrouwelijk gesprek').uncheck();
    await bring(page, 'drop', '#vraag', { 'eend.md': '# Eenden\n\nDe eendenvijver wordt in mei gebaggerd door team Groen.' });
    await bring(page, 'paste', '#vraag', { 'zwaan.md': '# Zwanen\n\nDe zwanen blijven.' });
    for (const name of ['eend.md', 'zwaan.md']) await row(page, name).getByText('klaar', { exact: true }).waitFor();
    expect(await page.getByLabel('Vertrouwelijk gesprek').count()).toBe(0);
    expect(await rows(page).locator('progress').first().isVisible()).toBe(false);
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/talk-files-1280.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
    at.desk.host.setScript(reply('De eendenvijver wordt in mei gebaggerd [1].'));
    await page.getByLabel('Stel uw vraag').fill('Wanneer wordt de eendenvijver gebaggerd?');
    await page.keyboard.press('Control+Enter');
    await page.locator('.balie-source').filter({ hasText: 'eend.md' }).first().waitFor();
    const [talk = ''] = /\/werk\/gesprekken\/[0-9a-f-]{36}$/.exec(page.url()) ?? [];
    expect((await readFiles(noor, talk.split('/').at(-1) ?? '')).map(({ name }) => name).toSorted()).toEqual(['eend.md', 'zwaan.md']);
    await page.setViewportSize({ width: 375, height: 812 });
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/talk-files-375.png`, fullPage: true });
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('work on a whole file says by itself how far it is, and is stopped on its page', async () => {
    let calls = 0;
    at.desk.host.setScript(() => ((calls += 1) === 1 ? reply('- Regel 1 gaat over parkeren [stuk 1]') : [text('- Een'), silence()]));
    const begun = await noor.post(`/werk/gesprekken/${id}/documenten`, { assistant: 'collega', kind: 'summarise', file: files[0]?.id ?? '', zeker: 'ja' });
    const { page, complaints } = await open(begun.headers.get('Location') ?? '', 375);
    await page.getByText(/^Stap [1-9]\d* van \d+ is klaar\.$/).waitFor();
    expect(await page.locator('progress').getAttribute('value')).not.toBe('');
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/following-375.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stoppen' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Wordt gestopt.').first().waitFor();
    await page.getByRole('heading', { level: 1, name: 'Wat eruit kwam' }).waitFor();
    await page.getByText('Dit antwoord is onderbroken en niet compleet.').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('uitkomst');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
