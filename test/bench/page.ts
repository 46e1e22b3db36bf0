/**
 * What the public pages cost and how soon they serve: `node test/bench/page.ts`; see page.md. The real desk with a scripted model host, each
 * page opened anew in Chromium on a window of 375 pixels, over three kinds of line and processor.
 */
import { launchBrowser } from '../support/browser.ts';
import { ask } from '../support/desk-page.ts';
import { startOllamaHost } from '../support/ollama-host/index.ts';
import { startOtherSite } from '../support/other-site.ts';
import { makeInstallation, startProgram } from '../support/process.ts';
import { type Line, LINES, measurePage, type Vitals } from '../support/vitals.ts';

const [host, site, browser] = await Promise.all([startOllamaHost({ models: ['chat'] }), startOtherSite(), launchBrowser()]);
const place = await makeInstallation({ fresh: true, settings: `widget: { origins: ['${site.origin}'] }\n` });
const program = startProgram(['serve'], { ...place.env, OLLAMA_URL: host.url });
const desk = await program.url();
site.desk = desk;

const pages: Readonly<Record<string, (line: Line) => Promise<Vitals>>> = {
  'first page': (line) => measurePage(browser, line, (page) => page.goto(desk)),
  'first page and an answer': (line) => measurePage(browser, line, (page) => page.goto(desk), async (page) => {
    await ask(page, 'Wat kost een paspoort?');
    await page.locator('.balie-sources').waitFor();
  }),
  'another site with the button': (line) => measurePage(browser, line, (page) => page.goto(site.origin)),
  'the desk in its frame': (line) => measurePage(browser, line, (page) => page.goto(`${desk}/widget/loket`, { referer: `${site.origin}/` })),
};

console.log('| page | line | requests | kB | kB without letters | first paint, s | largest paint, s | ready, s | shift |\n|---|---|---|---|---|---|---|---|---|');
for (const [name, measure] of Object.entries(pages)) {
  for (const line of LINES) {
    const { requests, bytes, withoutFonts, firstPaint, largestPaint, ready, shift } = await measure(line);
    const numbers = [(bytes / 1_000).toFixed(1), (withoutFonts / 1_000).toFixed(1), ...[firstPaint, largestPaint, ready].map((ms) => (ms / 1_000).toFixed(1)), shift.toFixed(3)];
    console.log(`| ${name} | ${line.name} | ${requests} | ${numbers.join(' | ')} |`);
  }
}

await browser.close();
await program.stop();
await Promise.all([host.stop(), site.close()]);
await place.remove();
