import { expect, test } from 'vitest';
import { appInBrowser } from '../support/desk-in-browser.ts';
import { ask, openPage } from '../support/desk-page.ts';

const at = appInBrowser();

/** What changed in the text of an answer: in a block behind which another one stands already, or any element that went. */
const WATCH = `{ globalThis.changes = { settled: 0, gone: [], added: 0, texts: 0 }; globalThis.first = undefined;
  new MutationObserver((all) => {
    const text = document.querySelector('.balie-answer__text');
    if (text === null) return;
    globalThis.first ??= text.firstElementChild;
    for (const { type, target, addedNodes, removedNodes } of all) {
      const block = [...text.children].find((child) => child.contains(target));
      if (block === undefined && target !== text) continue;
      globalThis.changes.added += addedNodes.length;
      if (type === 'characterData') globalThis.changes.texts += 1;
      if (block !== undefined && block.nextElementSibling !== null && globalThis.known?.has(block)) globalThis.changes.settled += 1;
      for (const node of removedNodes) if (node instanceof Element) globalThis.changes.gone.push(node.outerHTML);
    }
    // Settled from the next time on: a block and the one behind it may come in one.
    globalThis.known = new Set([...text.children].filter((child) => child.nextElementSibling !== null));
  }).observe(document.getElementById('gesprek'), { childList: true, subtree: true, characterData: true }); }`;

interface Changes {
  readonly settled: number;
  readonly gone: readonly string[];
  readonly added: number;
  readonly texts: number;
}

test('of a long answer, what stands is never drawn again, also not when it is whole', async () => {
  const { page } = await openPage(at.browser, at.app.url);
  await page.goto(at.app.url);
  await page.evaluate(WATCH);
  await ask(page, 'Een lang antwoord graag');
  await page.locator('.balie-sources').waitFor();
  const { settled, gone, added, texts } = await page.evaluate<Changes>('globalThis.changes');
  expect(settled).toBe(0);
  expect(gone).toEqual([]);
  // It did come in pieces: text was added to far more often than nodes were.
  expect(texts).toBeGreaterThan(40);
  expect(added).toBeLessThan(400);
  // 60 headings of a paragraph, and as many lists of three.
  expect(await page.locator('.balie-answer__text > *').count()).toBe(120);
  expect(await page.evaluate('globalThis.first === document.querySelector(".balie-answer__text").firstElementChild && globalThis.first.isConnected')).toBe(true);
});
