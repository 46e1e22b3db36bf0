/** What is read of an entry of the audit log: whoever wrote it, whatever is not as expected is as if it were not there. */
import { uuidOf } from '../uuid.ts';

export type Facts = Readonly<Record<string, unknown>>;

export interface Entry {
  readonly number: number;
  readonly kind: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly turnId?: string;
  readonly callId?: string;
  readonly facts: Facts;
  /** All that it says. */
  readonly body: Facts;
}

export function readEntry({ number, body: text }: { readonly number: number; readonly body: string }): Entry {
  const body = objectIn(parsed(text));
  const [turnId, callId] = [idIn(body, 'turnId'), idIn(body, 'callId')];
  const at = Date.parse(textIn(body, 'at') ?? '');
  return {
    number,
    kind: textIn(body, 'kind') ?? textIn(body, 'action') ?? 'unknown',
    at: Number.isNaN(at) ? 0 : at,
    ...(turnId !== undefined && { turnId }),
    ...(callId !== undefined && { callId }),
    facts: objectIn(body['facts']),
    body,
  };
}

export function objectIn(value: unknown): Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function textIn(facts: Facts, name: string): string | undefined {
  const value = facts[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The id of a thing of the desk: the database would refuse to look for anything else. */
export function idIn(facts: Facts, name: string): string | undefined {
  const value = textIn(facts, name);
  return value === undefined ? undefined : uuidOf(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
