/** What a page costs and how soon it serves, as Chromium counts it: bytes over the wire, requests, paints, shifts, long tasks. */
import type { Browser, CDPSession, Page } from 'playwright-core';

export interface Line {
  readonly name: string;
  /** Milliseconds from the sending of a request to the first byte of its answer. */
  readonly latency: number;
  /** Kilobytes a second. */
  readonly speed: number;
  /** How many times slower than this machine the processor is. */
  readonly cpu: number;
}

/** The last two as Chromium's own tools have them (Lighthouse's "slow 4G", DevTools's "slow 3G"), on a processor six times slower. */
export const LINES: readonly Line[] = [
  { name: 'this machine', latency: 0, speed: -1, cpu: 1 },
  { name: 'phone, 4G', latency: 562, speed: 180, cpu: 6 },
  { name: 'old phone, slow 3G', latency: 2_000, speed: 50, cpu: 6 },
];

export interface Vitals {
  readonly requests: number;
  /** Bytes over the wire with their headers: of all, and without letters. */
  readonly bytes: number;
  readonly withoutFonts: number;
  readonly firstPaint: number;
  readonly largestPaint: number;
  /** When the scripts have run and the processor is free. */
  readonly ready: number;
  /** The sum of all shifts of what stands, but for those within half a second of a press of the reader. */
  readonly shift: number;
}

interface Timings extends Pick<Vitals, 'firstPaint' | 'largestPaint' | 'shift'> {
  readonly lastTask: number;
  readonly scripts: number;
}

const WATCH = `{
  const seen = (globalThis.seen = { firstPaint: 0, largestPaint: 0, shift: 0, lastTask: 0, scripts: 0 });
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('paint', ({ name, startTime }) => name === 'first-contentful-paint' && (seen.firstPaint = startTime));
  watch('largest-contentful-paint', ({ startTime }) => (seen.largestPaint = startTime));
  watch('layout-shift', ({ value, hadRecentInput }) => !hadRecentInput && (seen.shift += value));
  watch('longtask', ({ startTime, duration }) => (seen.lastTask = startTime + duration));
  addEventListener('DOMContentLoaded', () => setTimeout(() => (seen.scripts = performance.now())));
}`;

/**
 * Opens a page on a fresh browser's cache, over a line and with a processor of that kind.
 * @param use what is done on the page once it is there: its bytes and shifts count too.
 */
export async function measurePage(browser: Browser, line: Line, open: (page: Page) => Promise<unknown>, use: (page: Page) => Promise<unknown> = async () => undefined): Promise<Vitals> {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
  context.setDefaultTimeout(120_000);
  context.setDefaultNavigationTimeout(120_000);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const loaded = await countBytes(session);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: line.latency, downloadThroughput: line.speed * 1_024, uploadThroughput: line.speed * 1_024 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: line.cpu });
  await page.addInitScript(WATCH);
  await open(page);
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready.then(() => new Promise((resolve) => setTimeout(resolve, 500)))');
  const { lastTask, scripts, ...seen } = await page.evaluate<Timings>('({ ...seen })');
  await use(page);
  const { shift } = await page.evaluate<Timings>('seen');
  await context.close();
  const sum = (of: typeof loaded) => of.reduce((total, { bytes }) => total + bytes, 0);
  return { ...seen, shift, ready: Math.max(lastTask, scripts), requests: loaded.length, bytes: sum(loaded), withoutFonts: sum(loaded.filter(({ type }) => type !== 'Font')) };
}

async function countBytes(session: CDPSession): Promise<{ readonly type: string; bytes: number }[]> {
  const loaded = new Map<string, { readonly type: string; bytes: number }>();
  session.on('Network.responseReceived', ({ requestId, type, response }) => loaded.set(requestId, { type, bytes: response.encodedDataLength }));
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const of = loaded.get(requestId);
    if (of !== undefined) of.bytes += encodedDataLength;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const of = loaded.get(requestId);
    if (of !== undefined) of.bytes = encodedDataLength;
  });
  await session.send('Network.enable');
  // The list grows while the page loads.
  const list: { readonly type: string; bytes: number }[] = [];
  session.on('Network.responseReceived', ({ requestId }) => {
    const of = loaded.get(requestId);
    if (of !== undefined) list.push(of);
  });
  return list;
}
