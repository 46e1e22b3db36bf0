/** What can be opened, called or written to from a text: with one press. */
import { mailHref, phoneHref, safeHref } from '../links.ts';
import { el } from './tree.ts';
import type { Child, Tree } from './tree.ts';
import { wordsIn } from './words-in.ts';

export interface LinkOptions {
  /** The municipality's own. Any other site stays text: a document that came from elsewhere, or was tampered with, leads nobody away. */
  readonly website: string;
  /** What the text is in. */
  readonly language?: string | undefined;
  /** Whether the desk itself says it: "112" is an alarm number then, and in a document perhaps the number of an article. */
  readonly isOurs?: boolean;
}

const ADDRESS = String.raw`https?:\/\/[^\s<>"'‹›“”]+`;
const MAIL = String.raw`(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}`;
/** By the length of its area code, without the nought in front; then how many digits follow the first. */
const LOCAL = [['[1-9]', 7], ['[1-9]\\d', 6], ['[1-9]\\d\\d', 5]] as const;
/** Dutch: with an area code, 0800 and 0900, and 14 with an area code. Groups of digits are parted by one sign; dates and account numbers look otherwise. */
const PHONE = [
  ...LOCAL.map(([area, more]) => String.raw`(?:\(0${area}\)|0${area}|(?:\+31|0031)[ -]?(?:\(0\) ?)?${area})[ -]{0,3}\d(?: ?\d){${more}}`),
  String.raw`0[89]\d\d(?: - |[ -]?)(?:\d{4}|\d{3} ?\d{4}|\d\d \d\d)`,
  String.raw`14 0\d{2,3}`,
].join('|');
/** In brackets it begins a name: "113 Zelfmoordpreventie". */
const ALARM = String.raw`(?<!\()11[23]`;
/** No part of a longer number, of a word or of a name on the internet; nor behind the letters of a bank. */
const apart = (number: string) => String.raw`(?<![\w.,+/-])(?<!(?:[A-Z]{4}|€) ?)(?:${number})(?![\w-]|\.\w| ?\d)`;

const pattern = (phone: string) => new RegExp(`(?<address>${ADDRESS})|(?<mail>${MAIL})|(?<phone>${apart(phone)})`, 'g');
const IN_DOCUMENTS = pattern(PHONE);
const IN_OUR_WORDS = pattern(`${PHONE}|${ALARM}`);

/** Closes the sentence, not the address. */
const TRAILING = /[.,;:!?)\]]+$/;
const LOOK = 'utrecht-link utrecht-link--html-a';

export function withLinks(tree: Tree, options: LinkOptions): Tree {
  return { ...tree, children: tree.children.flatMap((child): Child[] => (typeof child === 'string' ? linked(child, options) : [child.tag === 'a' ? child : withLinks(child, options)])) };
}

function linked(text: string, options: LinkOptions): Child[] {
  const parts: Child[] = [];
  let end = 0;
  for (const { 0: found, index, groups = {} } of text.matchAll(options.isOurs === true ? IN_OUR_WORDS : IN_DOCUMENTS)) {
    const shown = found.replace(TRAILING, '');
    const link = groups['address'] === undefined ? reachLink(shown) : siteLink(shown, options);
    if (link === undefined) continue;
    parts.push(text.slice(end, index), link);
    end = index + shown.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

function reachLink(shown: string): Tree | undefined {
  const href = shown.includes('@') ? mailHref(shown) : phoneHref(shown.replace(/^\+31(.*)\(0\)/, '+31$1'));
  return href === undefined ? undefined : el('a', { class: LOOK, href }, shown);
}

/** In a new tab, for the conversation is not kept. */
function siteLink(address: string, { website, language }: LinkOptions): Tree | undefined {
  const href = isOnSite(address, website) ? safeHref(address) : undefined;
  return href === undefined ? undefined : el('a', { class: LOOK, href, target: '_blank', rel: 'noopener' }, address, el('span', 'balie-hidden', wordsIn(language).newTab));
}

/** Without a name before the host, which would make another host look like this one. */
function isOnSite(address: string, website: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(website)) return false;
  const { origin, username, password } = new URL(address);
  return origin === new URL(website).origin && username === '' && password === '';
}
