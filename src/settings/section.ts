import type { z } from 'zod';

/** What is wrong with a value, and where in it: `address.free`; empty for the whole. */
export interface ValueFault {
  readonly at: string;
  readonly message: string;
}

export type Checked<Value> = { readonly value: Value } | { readonly faults: readonly ValueFault[] };

/** A part of the settings that is changed as a whole. */
export interface Section<Value extends object = object> {
  /** By which its versions are kept: it never changes. */
  readonly name: string;
  /** What holds while nobody published anything: what the configuration says. */
  readonly initial: Value;
  /** What came from a form or from the database. */
  check(value: unknown): Checked<Value>;
}

/** A section whose rules are a zod schema. @param faultsOf what is wrong, in Dutch. */
export function schemaSection<Value extends object>(name: string, initial: Value, schema: z.ZodType<Value>, faultsOf: (error: z.ZodError) => readonly ValueFault[]): Section<Value> {
  return {
    name,
    initial,
    check(value) {
      const parsed = schema.safeParse(value, { reportInput: true });
      return parsed.success ? { value: parsed.data } : { faults: faultsOf(parsed.error) };
    },
  };
}
