/** A real Chromium for tests that look at pages. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** @throws when there is no Chromium: a test that did not look at the page must not pass. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`No Chromium at ${executablePath}. Install it (apt-get install chromium) or set CHROMIUM to its path.`);
  }
  return chromium.launch({
    executablePath,
    // Containers run as root without user namespaces; nothing but our own pages is loaded. A graphics card that is computed takes a sixth of all time.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
}
