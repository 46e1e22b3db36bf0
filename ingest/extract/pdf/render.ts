import type { Canvas } from '@napi-rs/canvas';
import type { PdfPageProxy } from './open.ts';

/** Dots per point: 216 dpi, which reads as well as 300 and in less time. */
const usualScale = 3;
const maxPixels = 12_000_000;

/** Draws a page for recognition: whatever it is made of, turned as a reader sees it; large sheets less sharp. */
export async function renderPage(page: PdfPageProxy, density: number | undefined): Promise<Canvas> {
  const unpdf = await import('unpdf');
  const { createCanvas } = await import('@napi-rs/canvas');
  // Gives pdf.js the canvas for what it draws in between.
  await unpdf.createIsomorphicCanvasFactory(() => import('@napi-rs/canvas'));
  const plain = page.getViewport({ scale: 1 });
  const scale = Math.min(scaleFor(density), Math.sqrt(maxPixels / (plain.width * plain.height)));
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)));
  const context = canvas.getContext('2d');
  // pdf.js is typed for a browser's canvas; this one has the same members.
  const target = { canvas, canvasContext: context, viewport } as unknown as Parameters<typeof page.render>[0];
  await page.render(target).promise;
  return canvas;
}

/** A scan is drawn dot for dot, or twice that when it is rough: in between, its letters blur. */
function scaleFor(density = usualScale): number {
  if (density < 0.7 || density > 4.5) return usualScale;
  return density < 1.8 ? 2 * density : density;
}
