const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
/** Endings of a name on the internet that a text is likely to hold without `https://` or `www.` before it. */
const ENDING = '(?:nl|com|net|org|eu|be|de|info|io|gov|example|amsterdam|frl|app|online|site|xyz|biz|co|me|dev|shop|tk|ru|cn|link|click|top)';
const PATH = String.raw`(?::\d{1,5})?(?:[/?#][^\s<>"'‹›“”|\\^{}\x60]{0,2000})?`;
const URL = String.raw`(?:\b[a-z][a-z\d+.-]{1,15}:\/\/|\bwww\.|(?<![\p{L}\d/:])\/\/(?=[\p{L}\d]))[^\s<>"'‹›“”|\\^{}\x60]{2,2000}`;
const BOX = String.raw`[\p{L}\p{N}._%+-]{1,64}@(?:${LABEL}\.){1,6}[\p{L}]{2,24}`;
const DOMAIN = String.raw`(?<![\p{L}\p{N}@.-])(?:${LABEL}\.){1,6}${ENDING}(?![\p{L}\p{N}]|\.[\p{L}\p{N}])${PATH}`;
const ADDRESS = new RegExp(`${URL}|${BOX}|${DOMAIN}`, 'giu');
/** Closes the sentence, not the address. */
const TRAILING = /[.,;:!?)\]*_'"’”]+$/u;
const TOKEN = /\[\s?link\s?(\d{1,3})\s?\]/giu;
const LONGEST_TOKEN = 12;

/** Addresses on the internet in a text, as they stand there: web addresses, domains and mailboxes. */
export function* addressesIn(text: string): Generator<{ readonly address: string; readonly start: number; readonly end: number }> {
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TRAILING, '');
    if (address !== '') yield { address, start: index, end: index + address.length };
  }
}

/**
 * Tokens in the place of addresses. A model that only sees `[link 1]` cannot change an address, nor make one up that looks like it; the
 * desk puts back what stood in its sources, and nothing else.
 */
export class LinkTokens {
  private readonly addresses: string[] = [];
  private held = '';

  /** @returns the text with a token for each address; the same address has one token throughout. */
  hide(text: string): string {
    let hidden = '';
    let at = 0;
    // What looks like a token in a text is none of ours.
    const given = text.replaceAll(TOKEN, '(link $1)');
    for (const { address, start, end } of addressesIn(given)) {
      hidden += given.slice(at, start) + this.tokenOf(address);
      at = end;
    }
    return hidden + given.slice(at);
  }

  /** @returns the part of a streamed text that is complete, with addresses in the place of tokens; unknown tokens go. */
  push(text: string): string {
    const all = this.held + text;
    const open = all.lastIndexOf('[');
    const isOpen = open >= 0 && !all.includes(']', open) && all.length - open < LONGEST_TOKEN && /^\[\s?(?:l|li|lin|link(?:\s?\d{0,3}\s?)?)?$/i.test(all.slice(open));
    this.held = isOpen ? all.slice(open) : '';
    return this.show(isOpen ? all.slice(0, open) : all);
  }

  /** @returns what was still held back. */
  end(): string {
    const rest = this.held;
    this.held = '';
    return this.show(rest);
  }

  private show(text: string): string {
    return text.replaceAll(TOKEN, (_, number: string) => this.addresses[Number(number) - 1] ?? '');
  }

  private tokenOf(address: string): string {
    const known = this.addresses.indexOf(address);
    return `[link ${known >= 0 ? known + 1 : this.addresses.push(address)}]`;
  }
}
