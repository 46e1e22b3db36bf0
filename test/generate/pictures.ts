/**
 * Pictures of the desk for the README: `node test/generate/pictures.ts` writes docs/pictures. The real desk of the sample municipality, with a
 * scripted model host, on a phone and on a desktop, and in a page of another site.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { ask } from '../support/desk-page.ts';
import { reply, startOllamaHost } from '../support/ollama-host/index.ts';
import { startProgram } from '../support/process.ts';
import { askJson } from '../support/questions.ts';

const PHONE = { width: 390, height: 780 };
const DESKTOP = { width: 1_120, height: 780 };
const folder = join(import.meta.dirname, '../../docs/pictures');
const place = await mkdtemp(join(tmpdir(), 'balie-pictures-'));
const host = await startOllamaHost({ models: ['chat'], script: reply('Een paspoort voor volwassenen kost € 86,20 [1]. U betaalt bij de balie van het stadhuis [1].') });
const site = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><html lang="nl"><title>Lindewaarde</title><style>body { font: 18px/1.5 sans-serif; margin: 48px; max-width: 34em; color: #222 }</style>
    <script src="${desk}/widget.js" defer></script><h1>Gemeente Lindewaarde</h1><p>Welkom op de website van de gemeente. ${'Hier staat wat u bij ons regelt. '.repeat(12)}</p></html>`);
});
await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
const origin = `http://localhost:${(site.address() as AddressInfo).port}`;
const sample = join(import.meta.dirname, '../../ingest/samples');
const settings = (await readFile(join(sample, 'balie.yaml'), 'utf8')).replaceAll(/(folder: )(?!\/)(\S+)/g, (_, key: string, path: string) => `${key}${join(sample, path)}`);
await writeFile(join(place, 'balie.yaml'), `${settings}\nwidget: { origins: ['${origin}'] }\n`);
const program = startProgram(['serve'], { CONFIG: join(place, 'balie.yaml'), DATA_DIR: join(place, 'data'), OLLAMA_URL: host.url });
const desk = await program.url();
// While the documents are still read, each answer says so.
const stillReading = async () => (await askJson(desk, 'Wat kost een paspoort?')).answer?.includes('leest de documenten nog') ?? true;
while (await stillReading()) await sleep(1_000);
const browser = await launchBrowser();

await mkdir(folder, { recursive: true });
for (const [device, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
  await picture(`start-${device}`, viewport, (page) => page.goto(desk));
  await picture(`answer-${device}`, viewport, async (page) => {
    await page.goto(desk);
    await ask(page, 'Wat kost een paspoort?');
    await page.locator('.balie-sources').waitFor();
    await page.evaluate(`document.querySelector('.balie-turn').scrollIntoView({ behavior: 'instant' })`);
  });
  await picture(`widget-${device}`, viewport, async (page) => {
    await page.goto(origin);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    while (page.frames().length < 2) await page.waitForTimeout(50);
    await page.frames()[1]?.getByRole('textbox').waitFor();
  });
}
await browser.close();
await program.stop();
await host.stop();
site.close();
site.closeAllConnections();
await rm(place, { recursive: true, force: true });

async function picture(name: string, viewport: { readonly width: number; readonly height: number }, show: (page: Page) => Promise<unknown>): Promise<void> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await show(page);
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
