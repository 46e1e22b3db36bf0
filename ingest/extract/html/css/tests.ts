import { attribute, type Element } from '../tree.ts';
import type { AttributeTest, Selector } from './selector.ts';

/** Classes that a page's script puts on what a reader opened, or takes away. */
const stateClass =
  /^(?:(?:is|has|js|state|u)-{1,2})?(?:open|opened|active|actief|show|shown|visible|zichtbaar|expanded|uitgeklapt|current|selected|toggled|in)$/i;

/** Whether a class says that something was opened; `block--open` and `is-open` too. */
export const isStateClass = (name: string): boolean => stateClass.test(name.split('--').at(-1) ?? name) || stateClass.test(name);

/** Attributes that say so. */
export const stateAttributes: ReadonlySet<string> = new Set(['open', 'aria-expanded', 'aria-selected', 'aria-hidden', 'data-state', 'data-open', 'data-expanded']);

/** States that a reader brings about. */
export const afterAction: ReadonlySet<string> = new Set(['checked', 'target', 'hover', 'focus', 'focus-within', 'focus-visible', 'active', 'open', 'popover-open', 'target-within']);

/** `.show` alone is about everything that may ever be shown; `.panel.show` is about panels. */
export function namesSomething({ compounds }: Selector): boolean {
  return compounds.some(
    ({ tag, ids, classes, attributes }) =>
      tag === 'details' || tag === 'input' || ids.length > 0 || classes.some((name) => !isStateClass(name)) || attributes.some(({ name }) => !stateAttributes.has(name)),
  );
}

/** Whether anything that a reader does can make a selector be about an element. */
export function namesAction({ compounds }: Selector): boolean {
  return compounds.some(
    ({ classes, attributes, pseudos }) =>
      classes.some(isStateClass) ||
      attributes.some(({ name }) => stateAttributes.has(name)) ||
      pseudos.some(({ name, inner }) => afterAction.has(name) || inner.some(namesAction)),
  );
}

/** Whether an element has an attribute as a selector asks for it. */
export function hasAttribute(element: Element, { name, sign, value, anyCase }: AttributeTest): boolean {
  const raw = attribute(element, name);
  if (raw === undefined) return false;
  const own = anyCase ? raw.toLowerCase() : raw;
  const asked = anyCase ? value.toLowerCase() : value;
  if (sign === '') return true;
  if (sign === '=') return own === asked;
  if (sign === '|=') return own === asked || own.startsWith(`${asked}-`);
  if (asked === '') return false;
  if (sign === '~=') return own.split(/\s+/).includes(asked);
  if (sign === '^=') return own.startsWith(asked);
  return sign === '$=' ? own.endsWith(asked) : own.includes(asked);
}

/** `odd`, `even`, `3`, `2n+1`, `-n+3`. */
export function isNth(argument: string, at: number): boolean {
  const text = argument.replace(/\s+/g, '').replace(/^odd/, '2n+1').replace(/^even/, '2n');
  const match = /^(?:([+-]?\d*)n)?([+-]?\d+)?$/.exec(text);
  if (match === null) return false;
  const step = match[1] === undefined ? 0 : /\d/.test(match[1]) ? Number(match[1]) : match[1] === '-' ? -1 : 1;
  const from = Number(match[2] ?? 0);
  return step === 0 ? at === from : (at - from) % step === 0 && (at - from) / step >= 0;
}
