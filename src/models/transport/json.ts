/** What a host sends as JSON, of which nothing is certain. */

/** Undefined, which no JSON is, for a text that is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an object has; nothing for what is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Zero for what is none: Go leaves zeros out (omitempty). */
export function countOf(value: unknown): number {
  return isCount(value) ? value : 0;
}
