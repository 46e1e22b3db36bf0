import { endOfDutchDay } from '../../dutch-time.ts';
import type { Limits } from '../../identity/keys.ts';
import { type CommandInput, WrongUse } from '../command.ts';

const MAX_NAME = 200;
const MAX_GROUP = 100;
const MAX_REQUESTS = 1_000_000;
const MAX_TOKENS = 1_000_000_000_000;
const UNITS = { m: 60_000, u: 3_600_000, h: 3_600_000, d: 86_400_000 } as const;
const MAX_OVERLAP = 90 * UNITS.d;

type Values = CommandInput['values'];

/** Takes away what an option gives. */
export const NONE = 'geen';

export function textOf(values: Values, option: 'name' | 'group'): string | undefined {
  const value = values[option];
  if (value === undefined) return undefined;
  const text = String(value).trim();
  const max = option === 'name' ? MAX_NAME : MAX_GROUP;
  if (text === '') throw new WrongUse(`--${option} is leeg.`);
  return groupOrName(text, max, `--${option}`);
}

/** @throws WrongUse for a name that no group can have. */
export function groupName(text: string): string {
  return groupOrName(text.trim(), MAX_GROUP, 'De naam van een groep');
}

function groupOrName(text: string, max: number, what: string): string {
  if (text.length > max) throw new WrongUse(`${what}: hoogstens ${max} tekens.`);
  if (text === '' || /\p{Cc}/u.test(text)) throw new WrongUse(`${what}: gewone tekens op één regel.`);
  return text;
}

export function namesOf(values: Values, option: 'collections' | 'models' | 'assistants'): string[] {
  return [...new Set(String(values[option] ?? '').split(',').map((part) => part.trim()).filter((part) => part !== ''))];
}

/** @returns undefined when no day was given. */
export function expiryOf(values: Values, now: Date): Date | undefined {
  const { expires } = values;
  if (expires === undefined) return undefined;
  const at = endOfDutchDay(String(expires));
  if (at === undefined || at <= now) throw new WrongUse('Geef met --expires een dag in de toekomst, zoals 2027-01-31. De sleutel geldt tot en met die dag.');
  return at;
}

/** The limits that were given: `geen` takes one away. */
export function limitsOf(values: Values): Partial<Limits> {
  const limit = (option: string, max: number) => {
    const value = values[option];
    if (value === undefined) return undefined;
    if (value === NONE) return null;
    const amount = /^[1-9]\d{0,12}$/.test(String(value)) ? Number(value) : Number.NaN;
    if (!(amount <= max)) throw new WrongUse(`--${option}: een heel getal van 1 tot en met ${max.toLocaleString('nl-NL')}, of geen.`);
    return amount;
  };
  const limits = { requestsPerMinute: limit('requests-per-minute', MAX_REQUESTS), tokensPerDay: limit('tokens-per-day', MAX_TOKENS), tokensPerMonth: limit('tokens-per-month', MAX_TOKENS) };
  return Object.fromEntries(Object.entries(limits).filter(([, amount]) => amount !== undefined)) as Partial<Limits>;
}

/** Whether this can be the number of a key. */
export function isId(id: string): boolean {
  return /^[0-9a-f]{16}$/.test(id);
}

/** How long the old key stays valid: `7d` when nothing is said. */
export function overlapOf({ overlap = '7d' }: Values): number {
  const { amount, unit } = /^(?<amount>\d{1,5})(?<unit>[muhd])$/.exec(String(overlap))?.groups ?? {};
  const ms = Number(amount) * UNITS[unit as keyof typeof UNITS];
  if (!(ms <= MAX_OVERLAP)) throw new WrongUse('--overlap: een duur zoals 30m, 12u of 7d, hoogstens 90d.');
  return ms;
}
