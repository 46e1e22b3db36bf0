/** How an answer came about, as far as that was kept: in words, without what is not known here. */
import { kindWords } from './words.ts';

type Shown = (value: unknown) => string | undefined;

const text: Shown = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
const amount: Shown = (value) => (typeof value === 'number' ? value.toLocaleString('nl-NL', { maximumFractionDigits: 2 }) : undefined);
const list: Shown = (value) => (Array.isArray(value) && value.length > 0 ? value.map((one) => text(one) ?? amount(one) ?? '').filter((one) => one !== '').join(', ') : undefined);
const kinds: Shown = (value) => (Array.isArray(value) && value.length > 0 ? value.map((kind) => kindWords(String(kind))).join(', ') : undefined);

/** By part and field of what was kept; `part.field.field` for what lies deeper. In the order of the steps. */
const known: readonly (readonly [string, string, Shown])[] = [
  ['guard.masked', 'Uit de vraag gehaald', kinds],
  ['guard.refused', 'Geweigerd vanwege', kinds],
  ['guard.score', 'Lijkt op een poging om te misleiden (0 tot 1)', amount],
  ['guard.reasons', 'Waarom dat zo lijkt', list],
  ['guard.screened', 'Opdrachten weggehaald uit', list],
];

export function detailLines(details: Readonly<Record<string, unknown>>): { readonly label: string; readonly value: string }[] {
  return known.flatMap(([path, label, shown]) => {
    const value = shown(path.split('.').reduce<unknown>(inside, details));
    return value === undefined || value === '' ? [] : [{ label, value }];
  });
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
