import { parse, YAMLParseError } from 'yaml';
import { BalieError } from '../../../src/errors.ts';

/**
 * Parts a text's YAML front matter (between two lines of `---` at its start) from the rest.
 * @throws BalieError `document-metadata-invalid` when it is not closed, not YAML, or not a list of keys.
 */
export function splitFrontMatter(text: string): { metadata: Record<string, unknown>; body: string } {
  const open = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (open === null) return { metadata: {}, body: text };
  const rest = text.slice(open[0].length);
  const close = /^---[ \t]*(?:\r?\n|$)/m.exec(rest);
  if (close === null) {
    // A lone rule at the top of a text is not front matter; a first line that is a key says it was meant to be.
    if (!/^\s*\w+:/.test(rest)) return { metadata: {}, body: text };
    throw new BalieError('document-metadata-invalid', { detail: 'de kop is niet afgesloten met ---' });
  }
  return { metadata: parseMetadata(rest.slice(0, close.index)), body: rest.slice(close.index + close[0].length) };
}

/**
 * Reads YAML that describes a document (front matter, or a sidecar file).
 * @throws BalieError `document-metadata-invalid`, with the line, when it is not YAML or not a list of keys.
 */
export function parseMetadata(yaml: string): Record<string, unknown> {
  let value: unknown;
  try {
    // Not 'silent': that would also let through what is not YAML. The limit stops aliases that multiply themselves.
    value = parse(yaml, { maxAliasCount: 20, logLevel: 'error' });
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    const detail = line === undefined ? 'geen geldige YAML' : `geen geldige YAML in regel ${line}`;
    throw new BalieError('document-metadata-invalid', { detail, cause: error });
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new BalieError('document-metadata-invalid', { detail: 'verwacht regels zoals "title: Paspoort"' });
  }
  return { ...value };
}
