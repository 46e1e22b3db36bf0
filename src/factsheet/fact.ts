/** A fact of this deployment, and where it comes from: what nobody measured, set or said is not told. */

/**
 * `measured`: by what (a command, a run, a count), and when. `configured`: by who runs the desk, in its configuration or settings; the value is
 * what holds now. `built-in`: of this version of Balie. `stated`: by a person, of whom only the role is told, and when it is looked at anew.
 */
export type Origin =
  | { readonly kind: 'measured'; readonly by: string; readonly at: string }
  | { readonly kind: 'configured' }
  | { readonly kind: 'built-in' }
  | { readonly kind: 'stated'; readonly role: string; readonly at: string; readonly reviewOn?: string };

export interface Fact<Value> {
  readonly value: Value;
  readonly origin: Origin;
}

/** @param by what measured it, in Dutch words that a reader understands: `telling in de database`. */
export function measured<Value>(value: Value, by: string, at: Date): Fact<Value> {
  return { value, origin: { kind: 'measured', by, at: at.toISOString() } };
}

export function configured<Value>(value: Value): Fact<Value> {
  return { value, origin: { kind: 'configured' } };
}

export function builtIn<Value>(value: Value): Fact<Value> {
  return { value, origin: { kind: 'built-in' } };
}
