/** Validation as the register does it, by the published field list (fields.json, made from the register's own schema) and not by the desk's. */
import { readFileSync } from 'node:fs';

export interface PublishedField {
  readonly key: string;
  readonly title_nl: string;
  readonly type: 'string' | 'enum' | 'array';
  readonly required: boolean;
  readonly max_length_without_html?: number;
  readonly permitted_values?: readonly string[];
  readonly allowed_html_tags?: readonly string[];
  readonly items?: readonly PublishedField[];
}

export const PUBLISHED = (JSON.parse(readFileSync(new URL('fields.json', import.meta.url), 'utf8')) as { readonly fields: readonly PublishedField[] }).fields;

/** Names of the fields that will not do, those that nobody knows among them. */
export function faultsBySchema(record: Readonly<Record<string, unknown>>): string[] {
  return [...PUBLISHED.filter((field) => !isGood(field, record[field.key])).map(({ key }) => key), ...Object.keys(record).filter((key) => PUBLISHED.every((field) => field.key !== key))];
}

function isGood(field: PublishedField, value: unknown): boolean {
  if (value === undefined || value === null) return !field.required;
  const { type, permitted_values: permitted, max_length_without_html: max, allowed_html_tags: tags = [], items, required } = field;
  if (type === 'enum') return typeof value === 'string' && permitted?.includes(value) === true;
  if (type === 'array') {
    if (!Array.isArray(value)) return false;
    return (value as readonly unknown[]).every((one) => (items === undefined ? permitted?.includes(String(one)) === true : items.every((item) => isGood(item, (one as Record<string, unknown>)[item.key]))));
  }
  if (typeof value !== 'string' || (required && value === '')) return false;
  const pieces = value.split(/<[^>]*>/).filter((piece) => piece !== '').map((piece) => piece.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
  const found = [...value.matchAll(/<\/?([^>]*)>/g)].map(([, name = '']) => name);
  return found.every((name) => tags.includes(name)) && (max === undefined || Array.from(pieces.join(' ')).length <= max);
}
