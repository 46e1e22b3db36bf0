import type { Factsheet } from '../factsheet.ts';
import { REGISTER_FIELDS, type RegisterKey, type RegisterValue } from './fields.ts';
import { recordOf } from './record.ts';
import { withoutMarkup } from './text.ts';

/** Rows of words, by names of columns. */
export interface Table {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The records of all assistants as the register gives its own out: without markup, lists in one cell, each record on one line. */
export function recordTable(factsheet: Factsheet): Table {
  const fields: readonly RegisterKey[] = REGISTER_FIELDS.map(({ key }) => key);
  const records = factsheet.facts.assistants.flatMap(({ name }) => recordOf(factsheet, name) ?? []);
  return { fields, rows: records.map((record) => fields.map((field) => cellOf(record[field]))) };
}

function cellOf(value: RegisterValue | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? withoutMarkup(value) : listOf(value);
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
}

/** `one, other`; of links `1: title, address. 2: title, address`. */
function listOf(value: Exclude<RegisterValue, string>): string {
  const isOfLinks = value.some((one) => typeof one !== 'string');
  const parts = value.map((one, index) => (typeof one === 'string' ? one : [`${index + 1}: ${one.title}`, ...(one.link === undefined ? [] : [one.link])].join(', ')));
  return parts.join(isOfLinks ? '. ' : ', ');
}
