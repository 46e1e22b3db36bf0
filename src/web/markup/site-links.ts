/** Addresses on the municipality's own site, in an answer: the form that somebody needs opens with one press. */
import { safeHref } from '../links.ts';
import { el } from './tree.ts';
import type { Child, Tree } from './tree.ts';
import { wordsIn } from './words-in.ts';

const ADDRESS = /https?:\/\/[^\s<>"'‹›“”]+/g;
/** Closes the sentence, not the address. */
const TRAILING = /[.,;:!?)\]]+$/;

/** In a new tab, for the conversation is not kept. Any other site stays text: a document that came from elsewhere, or was tampered with, leads nobody away. */
export function withSiteLinks(tree: Tree, website: string, language?: string): Tree {
  return { ...tree, children: tree.children.flatMap((child): Child[] => (typeof child === 'string' ? linked(child, website, language) : [child.tag === 'a' ? child : withSiteLinks(child, website, language)])) };
}

function linked(text: string, website: string, language?: string): Child[] {
  const parts: Child[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TRAILING, '');
    const href = isOnSite(address, website) ? safeHref(address) : undefined;
    if (href === undefined) continue;
    parts.push(text.slice(end, index), el('a', { class: 'utrecht-link utrecht-link--html-a', href, target: '_blank', rel: 'noopener' }, address, el('span', 'balie-hidden', wordsIn(language).newTab)));
    end = index + address.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

/** Without a name before the host, which would make another host look like this one. */
function isOnSite(address: string, website: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(website)) return false;
  const { origin, username, password } = new URL(address);
  return origin === new URL(website).origin && username === '' && password === '';
}
