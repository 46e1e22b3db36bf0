const maxHeader = 8_000;

/**
 * The address that a `Link` header names as the answer's own (RFC 8288, `rel="canonical"`), absolute: for what has no
 * `link` element, such as a PDF. Undefined when there is none that can be read.
 * @param address where the answer came from.
 */
export function canonicalHeader(header: string | undefined, address: string): string | undefined {
  if (header === undefined || header.length > maxHeader) return undefined;
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^<>]*)>((?:"[^"]*"|[^",<>])*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(parameters);
    const words = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    const url = words.includes('canonical') ? URL.parse(target.trim(), address) : null;
    if (url !== null) return url.href;
  }
  return undefined;
}
