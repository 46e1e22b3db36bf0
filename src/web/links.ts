/**
 * The one place where an address becomes a link. Municipalities, documents and models supply addresses, and an
 * `href` is the only attribute that can run code under a strict CSP or lead a person away unnoticed.
 */

/** The address when it is http, https, a path on this desk or a place on this page; otherwise nothing. */
export function safeHref(address: string): string | undefined {
  // Browsers drop tabs and newlines inside an address and read a backslash as a slash.
  if (hasControlCharacter(address) || address.includes('\\')) return undefined;
  if (/^#[\w-]+$/.test(address)) return address;
  if (address.startsWith('/')) return address.startsWith('//') ? undefined : address;
  if (!URL.canParse(address)) return undefined;
  const { protocol } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? address : undefined;
}

/** The address when it is a path on this desk: nothing else gets what is filled in. */
export function safeAction(address: string): string | undefined {
  return address.startsWith('/') ? safeHref(address) : undefined;
}

/** `tel:` for a number as people write it; nothing when it holds no number. */
export function phoneHref(phone: string): string | undefined {
  const digits = phone.replaceAll(/[^\d+]/g, '');
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : undefined;
}

/** `mailto:` for one plain address; nothing for anything that could carry more than an address. */
export function mailHref(email: string): string | undefined {
  return /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(email) ? `mailto:${email}` : undefined;
}

/** Whether a tree may link to it: an address for `safeHref`, or a number or address that `phoneHref` and `mailHref` gave. */
export function isLinkable(href: string): boolean {
  return safeHref(href) !== undefined || /^(tel:\+?\d+|mailto:[\w.+@-]+)$/.test(href);
}

/** The id of a passage on its document's page: sources link to it. */
export function passageAnchor(ordinal: number): string {
  return `passage-${ordinal}`;
}

function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    if (character <= '\u0020' || character === '\u007F') return true;
  }
  return false;
}
