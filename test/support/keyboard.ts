/** A page as one who has no mouse goes through it. */
import type { Page } from 'playwright-core';

interface Stop {
  /** Of all that can be reached, in the order of the page; -1: something else. */
  readonly at: number;
  readonly what: string;
  readonly hasOutline: boolean;
  readonly isInSight: boolean;
}

/** What can be reached by the keyboard. Of choices of which one is taken, one can: arrows go to the others. */
const REACHABLE = `(() => {
  const groups = new Set();
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex="0"]')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled)
    .filter((element) => element.type !== 'radio' || (!groups.has(element.name) && groups.add(element.name)));
})()`;

/** From the top of the page to its end by Tab: what is wrong with each stop, and with the order. */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const count = await page.evaluate<number>(`(globalThis.reachable = ${REACHABLE}).length`);
  // Wherever it was: to the first, and by the keyboard, which is what shows the focus.
  await page.evaluate('globalThis.reachable[0].focus()');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  const faults: string[] = [];
  let last = -1;
  for (let times = 0; times < count; times += 1) {
    const stop = await page.evaluate<Stop>(STOP);
    if (stop.at < 0) faults.push(`stop ${times + 1} is ${stop.what}`);
    else if (stop.at !== last + 1) faults.push(`${stop.what} comes as number ${times + 1}, and stands as number ${stop.at + 1}`);
    if (!stop.hasOutline) faults.push(`${stop.what} does not show that it has the focus`);
    if (!stop.isInSight) faults.push(`${stop.what} has the focus out of sight`);
    last = stop.at;
    await page.keyboard.press('Tab');
  }
  return faults;
}

const STOP = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const { top, bottom, left, right, height } = element.getBoundingClientRect();
  const group = globalThis.reachable.findIndex((other) => other === element || (other.type === 'radio' && element.type === 'radio' && other.name === element.name));
  return {
    at: group,
    what: element.outerHTML.slice(0, 90),
    hasOutline: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
    isInSight: height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  };
})()`;

/** Goes by the keyboard to what has this for its name, its label or in its address. */
export async function tabTo(page: Page, what: string, key = 'Tab') {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const at = await page.evaluate<string>(`(({ activeElement: e }) => [e.textContent, ...[...(e.labels ?? [])].map((label) => label.textContent), e.getAttribute('href')].join(' | '))(document)`);
    if (at.includes(what)) return;
  }
  throw new Error(`the keyboard does not reach ${what}`);
}
