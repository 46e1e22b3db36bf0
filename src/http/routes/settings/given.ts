import type { Context } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { PublishedBy } from '../../../settings/store.ts';
import type { Done } from '../../../web/pages/managed/views.ts';
import { MAX_REASON } from '../../../web/pages.ts';
import type { AppEnv } from '../../env.ts';
import { numberIn, plainText } from '../../input.ts';

const MIN_REASON = 5;

/** Why something is changed, in one line. @returns what is wrong with it besides. */
export function reasonIn(fields: URLSearchParams, name = 'reden'): { readonly reason: string; readonly fault?: string } {
  const reason = plainText(fields.get(name) ?? '').replaceAll(/\s+/g, ' ');
  if (reason.length < MIN_REASON) return { reason, fault: `heeft minstens ${MIN_REASON} letters nodig` };
  return reason.length > MAX_REASON ? { reason, fault: `mag hoogstens ${MAX_REASON} tekens hebben` } : { reason };
}

/** The number of a version in a form: 0 for what the configuration says. @throws BalieError `input-invalid`. */
export function versionIn(fields: URLSearchParams, name: string): number {
  const text = fields.get(name) ?? '';
  const number = text === '0' ? 0 : numberIn(text);
  if (number === undefined) throw new BalieError('input-invalid', { detail: name });
  return number;
}

export function byOf(c: Context<AppEnv>): PublishedBy {
  const { id, person } = c.get('key');
  return person === undefined ? { byKey: id } : { byPerson: id };
}

/** What was just done, by the address that it led to. */
export function doneIn(c: Context<AppEnv>): Done | undefined {
  const told = c.req.query('melding');
  return told === 'bewaard' || told === 'teruggezet' ? told : undefined;
}
