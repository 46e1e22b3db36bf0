import type { DefaultTreeAdapterMap } from 'parse5';
import type { HiddenReason } from '../types.ts';

type Element = DefaultTreeAdapterMap['element'];

/**
 * What the passes over a whole page (`hidden.ts`, `clutter.ts`) found out about its elements, for whoever meets one of
 * them later. An element that no pass saw has no mark.
 */
const hidden = new WeakMap<Element, HiddenReason>();
const leftOut = new WeakSet<Element>();
const essential = new WeakSet<Element>();

export const markHidden = (element: Element, reason: HiddenReason): void => void hidden.set(element, reason);
/** Why nobody sees the element; of its ancestors it knows nothing. */
export const hiddenReason = (element: Element): HiddenReason | undefined => hidden.get(element);

export const markLeftOut = (element: Element): void => void leftOut.add(element);
export const isLeftOut = (element: Element): boolean => leftOut.has(element);

/** For what the page is about: no name makes it clutter. */
export const markEssential = (element: Element): void => void essential.add(element);
export const isEssential = (element: Element): boolean => essential.has(element);
