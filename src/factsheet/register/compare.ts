import { hash } from 'node:crypto';
import type { RemoteRecord } from './api/client.ts';
import { REGISTER_FIELDS, type RegisterKey, type RegisterLink } from './fields.ts';
import { wordsOf } from './text.ts';

/** What a field says here and there, in words; '' for nothing. */
export interface RegisterDifference {
  readonly key: RegisterKey;
  readonly label: string;
  readonly here: string;
  readonly there: string;
}

/** A value as words alone, that two sides which lay it out otherwise have alike. */
export function valueWords(value: RemoteRecord[string] | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return wordsOf(value);
  return value.map((one: string | RegisterLink) => (typeof one === 'string' ? wordsOf(one) : [one.title, one.link ?? ''].map(wordsOf).join(' ').trim())).join('; ');
}

export function differencesOf(here: RemoteRecord, there: RemoteRecord): readonly RegisterDifference[] {
  return REGISTER_FIELDS.map(({ key, label }) => ({ key, label, here: valueWords(here[key]), there: valueWords(there[key]) })).filter((one) => one.here !== one.there);
}

/** The same for two records that say the same. */
export function digestOf(record: RemoteRecord): string {
  return hash('sha256', JSON.stringify(REGISTER_FIELDS.map(({ key }) => [key, valueWords(record[key])])), 'hex');
}
