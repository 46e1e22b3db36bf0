/** What every test of a page in a browser watches and measures. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';

interface WatchedPage {
  readonly page: Page;
  /** Console errors (a violated policy is one), exceptions, and requests to another origin. */
  readonly complaints: string[];
}

/** Requests that a test makes fail on purpose are reported by the browser in these words. */
const expected = /Failed to load resource|net::ERR_/;

export async function openPage(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  // As long as a test may take: what is waited for comes late on a busy machine.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(`request to ${request.url()}`);
  });
  return { page, complaints };
}

/** The small one of the two that the package brings: each page that is looked at has to be sent it and to read it. */
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** In the page: of what is well, which is nearly all of it, only a number has to come out. */
const RUN = `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] }).then(({ passes, violations }) => ({
  passes: passes.length,
  failed: violations.length,
  violations: violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)),
}))`;

interface AxeResult {
  readonly passes: number;
  readonly failed: number;
  readonly violations: string[];
}

/** Violations of WCAG 2.0–2.2 A and AA and of axe's good practices, as text; throws when axe looked at nothing. */
export async function axeViolations(page: Page | Frame): Promise<string[]> {
  return (await examined(page)).violations;
}

/** The same, with how many of its rules found something to look at. */
export async function examined(page: Page | Frame): Promise<{ readonly rules: number; readonly violations: string[] }> {
  // What a click has just brought may be half a page.
  await page.waitForLoadState();
  // Evaluated by the debugger: the page's own policy rightly forbids adding a script.
  await page.evaluate(axe);
  const { passes, failed, violations } = await page.evaluate<AxeResult>(RUN);
  if (passes === 0) throw new Error('axe checked nothing');
  return { rules: passes + failed, violations };
}

/** How many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  await page.waitForLoadState();
  return Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
}

/** Controls smaller than 44 by 44 pixels, links inside running text excepted (WCAG 2.5.5). */
export async function smallTargets(page: Page): Promise<string[]> {
  await page.waitForLoadState();
  return page.evaluate<string[]>(`[...document.querySelectorAll('button, summary, textarea, a:not(p a, td a, th a, li.utrecht-unordered-list__item a, li.balie-list__item a)')]
    .filter((element) => element.checkVisibility() && !element.matches('.utrecht-skip-link'))
    .filter((element) => { const { width, height } = element.getBoundingClientRect(); return width < 44 || height < 44; })
    .map((element) => element.outerHTML.slice(0, 120))`);
}

/** @returns when the page that a form without a script brings is there whole: a click waits for its first byte alone. */
export async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox').fill(question);
  await page.getByRole('button', { name: 'Vraag stellen' }).click();
  await page.waitForLoadState();
}
