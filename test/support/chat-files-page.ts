/** The files of a conversation on their page, in a browser. */
import type { Page } from 'playwright-core';
import type { deskInBrowser } from './desk-in-browser.ts';
import { type Colleague, sessionCookie } from './employee.ts';

/** A page of the workplace, for who is logged in. */
export async function openAs(at: ReturnType<typeof deskInBrowser>, who: Colleague, path: string, width: number) {
  const watched = await at.visit({ viewport: { width, height: 812 } });
  await watched.page.context().addCookies([sessionCookie(who.cookie, at.desk.url)]);
  await watched.page.goto(at.desk.url + path);
  return watched;
}

export const rows = (page: Page) => page.locator('.balie-upload__row');
export const row = (page: Page, name: string) => rows(page).filter({ hasText: name });
/** As a browser gives what a person drops or pastes; made in the page: what is too large never leaves it. */
export const bring = (page: Page, event: 'drop' | 'paste', on: string, files: Readonly<Record<string, string | number>>) =>
  page.evaluate(`(() => {
    const data = new DataTransfer();
    for (const [name, content] of Object.entries(${JSON.stringify(files)})) data.items.add(new File([typeof content === 'number' ? new Uint8Array(content) : content], name));
    const target = document.querySelector(${JSON.stringify(on)});
    const more = { bubbles: true, cancelable: true };
    target.dispatchEvent(${JSON.stringify(event)} === 'drop' ? new DragEvent('drop', { ...more, dataTransfer: data }) : new ClipboardEvent('paste', { ...more, clipboardData: data }));
  })()`);
