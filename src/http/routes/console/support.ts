import type { Context } from 'hono';
import type { z } from 'zod';
import type { ConsoleChange, Why } from '../../../audit/console-changes.ts';
import { BalieError } from '../../../errors.ts';
import { MAX_REASON } from '../../../web/pages/console/fields.ts';
import type { ChangeView, Draft, ListView } from '../../../web/pages/console/views.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { plainText } from '../../input.ts';
import { pageOf } from '../admin/support.ts';

/** Rows on a page of a list. */
export const PAGE_SIZE = 50;
const MAX_SEARCH = 200;

/** A reason as it may be kept; undefined without one, or for what is none. */
export function reasonIn(fields: URLSearchParams): string | undefined {
  const reason = plainText(fields.get('reden') ?? '');
  return reason === '' || reason.length > MAX_REASON ? undefined : reason;
}

export const REASON_FAULT = `geef een reden, van hoogstens ${MAX_REASON} tekens`;

/** Who changes something now, and why. */
export function whyOf(c: Context<AppEnv>, reason: string, before?: object | null): Why {
  return { reason, by: c.get('key').id, ...(before !== undefined && { before }) };
}

/** What was filled in with what is wrong, and with that there is no reason where there is none. */
export function draftOf(fields: URLSearchParams, faults: Readonly<Record<string, string>>): Draft {
  return { values: fields, faults: { ...faults, ...(reasonIn(fields) === undefined && { reden: REASON_FAULT }) } };
}

/** The faults that have a field of their own on a form stay beside it; all others are said of the whole. */
export function listed(faults: readonly { readonly name: string; readonly reason: string }[]): Record<string, string> {
  const byName = Map.groupBy(faults, ({ name }) => name);
  return Object.fromEntries([...byName].map(([name, own]) => [name, own.map(({ reason }) => reason).join('; ')]));
}

/** What a shape says of the fields of a form. */
export function faultsIn({ issues }: z.ZodError): Record<string, string> {
  return listed(issues.map(({ path, message }) => ({ name: String((path[0] === 'limits' ? path[1] : path[0]) ?? ''), reason: message })));
}

/** Limits as the API has them: an empty field is without. What is no number is left for its rules to refuse. */
export function limitsIn(fields: URLSearchParams): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    ['requestsPerMinute', 'tokensPerDay', 'tokensPerMonth'].map((name) => {
      const written = (fields.get(name) ?? '').replaceAll(/[ .]/g, '');
      return [name, written === '' ? null : /^\d{1,13}$/.test(written) ? Number(written) : Number.NaN];
    }),
  );
}

/** Takes a page of what there is. */
export function pageOfList<Item>(c: Context<AppEnv>, all: readonly Item[], { filters, matches }: { readonly filters: readonly string[]; readonly matches: (item: Item, text: string, filter: string) => boolean }): ListView & { readonly items: readonly Item[] } {
  const text = plainText(c.req.query('q') ?? '').replaceAll(/\s+/g, ' ').slice(0, MAX_SEARCH);
  const filter = filters.find((known) => known === c.req.query('toon')) ?? '';
  const page = pageOf(c.req.query('pagina'));
  const found = all.filter((item) => matches(item, text.toLowerCase(), filter));
  return { text, filter, page, pageSize: PAGE_SIZE, total: found.length, items: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) };
}

/** In words, with the names of who made them. @param subjectOf what a change is of, as the page shows it. @param canGoBack whether a change can be put back. */
export async function changeViews({ admin, console }: Pick<AppDeps, 'admin' | 'console'>, of: readonly string[], subjectOf: (subject: string, kind: string) => string | Promise<string> = (subject) => subject): Promise<ChangeView[]> {
  const changes = await console.changes(of);
  return Promise.all(changes.map(async (change) => ({
    number: change.number, what: WORDS[change.kind] ?? change.kind, subject: await subjectOf(change.subject, change.kind), by: await admin.nameOf(change.by), at: change.at, reason: change.reason, canGoBack: change.before !== undefined,
  })));
}

/** @throws BalieError `change-unknown`. */
export async function changeToUndo({ console }: Pick<AppDeps, 'console'>, number: number | undefined): Promise<ConsoleChange & { readonly before: object | null }> {
  const change = number === undefined ? undefined : await console.change(number);
  if (change?.before === undefined) throw new BalieError('change-unknown');
  return { ...change, before: change.before };
}

const WORDS: Readonly<Record<string, string>> = {
  'backend.changed': 'Modelserver ingesteld', 'backend.removed': 'Modelserver weggehaald', 'model.changed': 'Model ingesteld', 'model.removed': 'Model niet meer toegelaten',
  'key.made': 'Sleutel gemaakt', 'key.changed': 'Sleutel veranderd', 'key.rotated': 'Sleutel vervangen', 'key.revoked': 'Sleutel ingetrokken', 'key-group.made': 'Groep gemaakt', 'key-group.changed': 'Grenzen van groep veranderd',
  'person.invited': 'Uitnodiging gemaakt', 'person.disabled': 'Buitengesloten', 'person.enabled': 'Weer toegelaten', 'person.logged-out': 'Overal uitgelogd',
};
