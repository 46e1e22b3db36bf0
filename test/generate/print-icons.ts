/**
 * Draws the icons that are no SVG, from those that are: `node test/generate/print-icons.ts`. Their bytes differ from one Chromium to the
 * next, so that they are committed and not compared.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../support/browser.ts';

const folder = new URL('../../src/web/assets/', import.meta.url);
const pictures = [
  { from: 'favicon.svg', to: 'icon-192.png', size: 192 },
  { from: 'favicon.svg', to: 'icon-512.png', size: 512 },
  { from: 'icon-maskable.svg', to: 'icon-maskable-512.png', size: 512 },
  // iOS rounds the corners itself, and makes black of what is transparent.
  { from: 'icon-maskable.svg', to: 'apple-touch-icon.png', size: 180 },
  { from: 'favicon.svg', to: 'favicon-32.png', size: 32 },
];

const browser = await launchBrowser();
try {
  for (const { from, to, size } of pictures) {
    const svg = await readFile(new URL(from, folder), 'utf8');
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<body style="margin:0">${svg.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `)}</body>`);
    const png = await page.screenshot({ omitBackground: true, type: 'png' });
    if (to === 'favicon-32.png') await writeFile(new URL('favicon.ico', folder), ico(png, size));
    else await writeFile(new URL(to, folder), png);
    await page.close();
    console.log(fileURLToPath(new URL(to, folder)), png.length);
  }
} finally {
  await browser.close();
}

/** A file with one picture, which may be a PNG as it is. */
function ico(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}
