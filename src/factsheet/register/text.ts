/** Texts as the register takes and counts them. */

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u{A0}' };

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const TAG = /<!--[\s\S]*?-->|<\/?[a-z][^>]*>/gi;

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<number>\d{1,7})|(?<name>[a-z]{1,8}));/gi, (whole, hex: string | undefined, number: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}

/** What is left without markup. The register puts a space between the pieces of text that tags part, so that each of them counts. */
export function withoutMarkup(text: string): string {
  return text.split(TAG).filter((piece) => piece !== '').map(unescaped).join(' ');
}

/** As the register counts: characters, not UTF-16 units. */
export function lengthOf(text: string): number {
  return Array.from(withoutMarkup(text)).length;
}

/** Words alone, to compare: the register lays out what it is sent in its own way. */
export function wordsOf(text: string): string {
  return withoutMarkup(text).replaceAll(/\s+/g, ' ').trim();
}

/** Without markup, and with its paragraphs and lists as lines, for who reads it. */
export function linesOf(text: string): string {
  const lines = unescaped(text.replaceAll(/\s+/g, ' ').replaceAll(/<li>/gi, '\n- ').replaceAll(/<br\s*\/?>|<\/(?:p|ul|ol)>/gi, '\n').replaceAll(TAG, '')).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '').join('\n');
}

/** Names of tags that may not be in a text with markup, and of allowed ones that have attributes. */
export function strangeTags(text: string, allowed: readonly string[]): string[] {
  return [...text.matchAll(/<!--|<\/?(?<name>[a-z][a-z0-9]*)(?<more>[^>]*)>/gi)].flatMap(({ groups }) => {
    const name = groups?.['name']?.toLowerCase();
    if (name === undefined) return ['<!--'];
    return allowed.includes(name) && /^\s*\/?$/.test(groups?.['more'] ?? '') ? [] : [name];
  });
}

/** What somebody wrote, in paragraphs and lists (`- `), with nothing in it that a browser takes for markup. */
export function markupOf(text: string): string {
  const blocks = text.replaceAll(/\r\n?/g, '\n').split(/\n\s*\n/).map((block) => block.trim()).filter((block) => block !== '');
  return blocks.map((block) => {
    const lines = block.split('\n').map((line) => line.trim());
    if (lines.every((line) => /^[-*•] /.test(line))) return list(lines.map((line) => line.slice(2).trim()));
    return `<p>${lines.map(escaped).join('<br>')}</p>`;
  }).join('');
}

export function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

export function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
}
