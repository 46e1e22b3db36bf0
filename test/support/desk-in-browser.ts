import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { leaveBrowser, sharedBrowser } from './browser.ts';
import { type DeskApp, startDeskApp } from './desk-app.ts';
import { openPage } from './desk-page.ts';
import { startTestDesk, type TestDesk } from './desk.ts';

/** A real desk and a browser, there from before the first test of a file or group until after its last. */
interface DeskInBrowser {
  readonly desk: TestDesk;
  /** A page of its own, at an address of the desk. */
  visit(options?: BrowserContextOptions, path?: string): ReturnType<typeof openPage>;
}

/** @param options of the desk; a function where they need what is opened before it. */
export function deskInBrowser(options: () => Parameters<typeof startTestDesk>[0] = () => ({})): DeskInBrowser {
  let desk: TestDesk;
  let browser: Browser;
  beforeAll(async () => {
    [desk, browser] = await Promise.all([startTestDesk(options()), sharedBrowser()]);
  });
  afterAll(async () => {
    await leaveBrowser(browser);
    await desk.close();
  });
  return {
    get desk() {
      return desk;
    },
    async visit(of = {}, path = '/') {
      const watched = await openPage(browser, desk.url, of);
      await watched.page.goto(desk.url + path);
      return watched;
    },
  };
}

/** The pages alone, with answers of a script, and a browser; as long as a real desk in one. */
export function appInBrowser(): { readonly app: DeskApp; readonly browser: Browser } {
  const at = {} as { app: DeskApp; browser: Browser };
  beforeAll(async () => {
    [at.app, at.browser] = await Promise.all([startDeskApp(), sharedBrowser()]);
  });
  afterAll(async () => {
    await leaveBrowser(at.browser);
    await at.app.close();
  });
  return at;
}
