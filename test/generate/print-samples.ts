/**
 * Prints the sources in `ingest/samples/print` to the PDFs of the sample municipality.
 *
 *   node test/generate/print-samples.ts            all documents
 *   node test/generate/print-samples.ts leges      only the sources whose name contains "leges"
 *
 * Each source says where its PDF goes (<meta name="print:output">, relative to ingest/samples)
 * and what stands at the top of each page (<meta name="print:header">).
 */
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('../../ingest/samples/print', import.meta.url));
const samples = resolve(here, '..');

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const strip = (left: string, right: string, edge: 'top' | 'bottom'): string => `
  <div style="width:100%;margin:0 22mm;padding:2mm 0;font:8pt 'Liberation Sans',sans-serif;color:#555;
    border-${edge === 'top' ? 'bottom' : 'top'}:.5pt solid #b9c6c2;display:flex;justify-content:space-between">
    <span>${left}</span><span>${right}</span>
  </div>`;

const wanted = process.argv[2] ?? '';
const sources = (await readdir(here))
  .filter((name) => name.endsWith('.html') && name.includes(wanted))
  .toSorted();
if (sources.length === 0) throw new Error(`No source in ${here} has "${wanted}" in its name.`);

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  for (const name of sources) {
    await page.goto(pathToFileURL(join(here, name)).href, { waitUntil: 'load' });
    const meta = async (key: string): Promise<string> => {
      const content = await page.locator(`meta[name="print:${key}"]`).getAttribute('content');
      if (!content) throw new Error(`${name} has no <meta name="print:${key}">.`);
      return content;
    };
    const target = resolve(samples, await meta('output'));
    if (!target.startsWith(samples + sep)) throw new Error(`${name} prints outside ${samples}.`);
    await page.pdf({
      path: target,
      format: 'A4',
      margin: { top: '24mm', bottom: '22mm', left: '22mm', right: '22mm' },
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: strip('Gemeente Lindewaarde', escapeHtml(await meta('header')), 'top'),
      footerTemplate: strip(
        'Stadhuisplein 1, 0000 AA Lindewaarde',
        'Pagina <span class="pageNumber"></span> van <span class="totalPages"></span>',
        'bottom',
      ),
      tagged: true,
      outline: true,
    });
    console.log(relative(process.cwd(), target));
  }
} finally {
  await browser.close();
}
