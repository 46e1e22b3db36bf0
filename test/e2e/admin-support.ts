import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createKey } from '../../src/identity/keys.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { openPage } from '../support/desk-page.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';

export const COLLECTION = '/beheer/collecties/producten';
export const hostile = '<img src=x onerror=alert(1)>.md';

/** A desk that reads what is uploaded, a browser, and the key of an editor. */
export interface AdminDesk {
  readonly desk: TestDesk;
  readonly browser: Browser;
  readonly token: string;
  /** A page of its own where the editor has logged in. */
  enter(options?: BrowserContextOptions): ReturnType<typeof openPage>;
  /** Goes to where documents are uploaded. */
  toUpload(page: Page): Promise<void>;
  close(): Promise<void>;
}

export async function startAdminDesk(): Promise<AdminDesk> {
  const [desk, browser] = await Promise.all([startTestDesk({ withWorkers: true }), sharedBrowser()]);
  const { token } = await createKey(desk.db, { name: 'Redactie', collections: ['producten'] });
  return {
    desk,
    browser,
    token,
    async enter(options = {}) {
      const watched = await openPage(browser, desk.url, options);
      await watched.page.goto(`${desk.url}/beheer`);
      await watched.page.getByLabel('Uw sleutel').fill(token);
      await watched.page.keyboard.press('Enter');
      await watched.page.getByRole('heading', { name: 'Beheer', level: 1 }).waitFor();
      return watched;
    },
    async toUpload(page) {
      await page.goto(desk.url + COLLECTION);
      await page.locator('#map').waitFor();
    },
    async close() {
      await leaveBrowser(browser);
      await desk.close();
    },
  };
}

export const file = (name: string, text: string) => ({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) });
export const article = (title: string) => `# ${title}\n\nEen tekst over ${title.toLowerCase()}, met genoeg woorden om te lezen.`;
export const row = (page: Page, name: string) => page.locator('.balie-upload__row').filter({ hasText: name });
