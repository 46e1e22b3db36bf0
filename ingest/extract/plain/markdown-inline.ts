const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  copy: '©',
};

function entity(whole: string, body: string): string {
  if (!body.startsWith('#')) return named[body.toLowerCase()] ?? whole;
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
  return Number.isInteger(code) && code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
}

/** Takes Markdown's mark-up out of a run of text and leaves its words. Every pattern is bounded, so it is linear. */
export function plainInline(text: string): string {
  return text
    .replace(/!\[([^\][]{0,500})\]\([^()\s]{0,2000}(?:\s+"[^"]{0,300}")?\)/g, '$1')
    .replace(/\[([^\][]{1,500})\]\([^()\s]{0,2000}(?:\s+"[^"]{0,300}")?\)/g, '$1')
    .replace(/\[([^\][]{1,500})\]\[[^\][]{0,100}\]/g, '$1')
    .replace(/<((?:https?:|mailto:)[^<>\s]{1,2000})>/g, '$1')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,1000}>/gi, '')
    .replace(/(?<![\\\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*\\])\1(?!\*)/g, '$2')
    .replace(/(?<![\\\w_])(_{1,3})(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_\\])\1(?!\w)/g, '$2')
    .replace(/(?<!`)(`{1,10})(?!`)([^`]{1,2000})\1(?!`)/g, '$2')
    .replace(/~~([^~\n]{1,2000})~~/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(#x?[\da-f]{1,6}|[a-z]{2,8});/gi, entity);
}
