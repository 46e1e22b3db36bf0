import { performance } from 'node:perf_hooks';
import { crawlSite, remember, type Crawled } from '../support/site/crawled.ts';
import { startSite } from '../support/site/site.ts';

/**
 * Crawls the 300-page site on this machine twice, the second time with what the first one stored, and prints counts per
 * kind of event, requests and duration. `--traps` starts at the page that links to every trap as well. Run with:
 * `node test/bench/crawl.ts`
 */
const site = await startSite();
const start = [`${site.origin}/`, ...(process.argv.includes('--traps') ? [`${site.origin}/vallen`] : [])];
try {
  const first = await timed('first', () => crawlSite(site, { start }));
  await timed('second, conditional', () => crawlSite(site, { start }, remember(first)));
} finally {
  await site.close();
}

async function timed(name: string, run: () => Promise<Crawled>): Promise<Crawled> {
  const asked = site.log.length;
  const before = performance.now();
  const crawled = await run();
  const ms = performance.now() - before;
  const counts: Record<string, number> = {};
  let bytes = 0;
  for (const event of crawled.events) {
    const kind = event.kind === 'skipped' ? `skipped ${event.reason}` : event.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (event.kind === 'page') bytes += event.bytes.length;
  }
  console.log(`${name}: ${(ms / 1000).toFixed(2)} s, ${site.log.length - asked} requests, ${(bytes / 1024).toFixed(0)} kB`);
  console.table(counts);
  console.log(`complete: ${crawled.done.complete} ${crawled.done.reasons.join('; ')}`);
  return crawled;
}
