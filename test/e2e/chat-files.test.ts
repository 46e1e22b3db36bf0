import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { addFile, readFiles } from '../support/chat-files.ts';
import { axeViolations, overflow, smallTargets } from '../support/desk-page.ts';
import { deskInBrowser } from '../support/desk-in-browser.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { reply, silence, text } from '../support/ollama-host/index.ts';

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
    for (let tries = 0; tries < 100 && (await (await noor.get(works[name])).text()).includes('<progress'); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  at.desk.host.setScript(reply('paspoort | 86 euro | [stuk 1]\nrijbewijs | 51 euro | [stuk 2]'));
  await begin('table', { kind: 'table', file: files[1]?.id ?? '', columns: 'Product\nPrijs' });
  at.desk.host.setScript(reply('- Een paspoort kost 86 euro [stuk 1]\n- Een rijbewijs kost 51 euro [stuk 2]'));
  await begin('summary', { kind: 'summarise', file: files[1]?.id ?? '' });
  at.desk.host.setScript([text('- Een'), silence()]);
  const running = await noor.post(`/werk/gesprekken/${id}/documenten`, { assistant: 'collega', kind: 'summarise', file: files[0]?.id ?? '', zeker: 'ja' });
  works['running'] = running.headers.get('Location') ?? '';
}, 120_000);

async function open(path: string, width: number) {
  const watched = await at.visit({ viewport: { width, height: 812 } });
  const [name = '', value = ''] = noor.cookie.split(/=(.*)/s);
  await watched.page.context().addCookies([{ name, value, url: at.desk.url }]);
  await watched.page.goto(at.desk.url + path);
  return watched;
}

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

test('by keyboard alone: a file is chosen for a summary, begun, and its source is opened', async () => {
  at.desk.host.setScript(reply('- Een paspoort kost 86 euro [stuk 1]'));
  await noor.post(`${works['running']}/stoppen`);
  const own = randomUUID();
  await addFile(noor, own, 'tarieven.md', '# Tarieven\n\nEen paspoort kost 86 euro.');
  await readFiles(noor, own);
  const { page } = await open(`/werk/gesprekken/${own}/documenten`, 1280);
  await page.getByRole('combobox', { name: 'Bestand' }).first().focus();
  for (let tabs = 0; tabs < 6 && (await page.evaluate('document.activeElement.textContent')) !== 'Vat samen'; tabs += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Bezig met het document|Wat eruit kwam/ }).waitFor();
  for (let tries = 0; tries < 50 && (await page.locator('progress').count()) > 0; tries += 1) await page.reload();
  await page.getByRole('link', { name: 'tarieven.md' }).first().focus();
  // A source opens beside the answer.
  const [source] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  await source.getByRole('heading', { level: 1, name: 'tarieven.md' }).waitFor();
  expect(new URL(source.url()).hash).toBe('#passage-1');
  await page.context().close();
});
