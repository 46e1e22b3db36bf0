/** A real Chromium for tests that look at pages. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** The first is the same browser without its windows: each page costs a quarter of what it costs with a window around it. */
const BROWSERS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** What a browser asks of who made it, of its own accord: named one by one, so that nothing of a page is held back along with it. */
const OF_ITS_MAKER = [
  'accounts.google.com', 'android.clients.google.com', 'clients2.google.com', 'clients4.google.com', 'clientservices.googleapis.com', 'content-autofill.googleapis.com', 'edgedl.me.gvt1.com', 'mtalk.google.com',
  'optimizationguide-pa.googleapis.com', 'redirector.gvt1.com', 'safebrowsing.googleapis.com', 'update.googleapis.com',
];
/** Containers run as root without user namespaces; nothing but our own pages is loaded. A graphics card that is computed takes a sixth of all time. */
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', `--host-resolver-rules=${OF_ITS_MAKER.map((host) => `MAP ${host} ~NOTFOUND`).join(', ')}`,
];

/** The whole browser, which keeps a page when somebody goes back, as those of residents do. */
export function launchKeepingBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGUMENTS, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
}

/** @throws when there is no Chromium: a test that did not look at the page must not pass. */
export async function launchBrowser(): Promise<Browser> {
  const chosen = process.env['CHROMIUM'];
  const executablePath = (chosen === undefined ? BROWSERS : [chosen]).find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(`No Chromium at ${chosen ?? BROWSERS.join(' or ')}. Install it (apt-get install chromium-headless-shell) or set CHROMIUM to its path.`);
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

let shared: Promise<Browser> | undefined;

/** One browser for all files of a process, who each leave it with `leaveBrowser`; it ends with that process. Nothing goes from one context to another. */
export function sharedBrowser(): Promise<Browser> {
  return (shared ??= launchBrowser());
}

/** Closes what a file opened in the browser of all. */
export async function leaveBrowser(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}
