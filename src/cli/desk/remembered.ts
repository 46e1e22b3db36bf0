/** A function of a text that remembers what it made of the last `most` texts. */
export interface Remembered<T> {
  (text: string): T;
  /** Something was erased that may be among these texts. */
  forget(): void;
}

export function remembered<T>(make: (text: string) => T, most: number): Remembered<T> {
  const made = new Map<string, T>();
  const of = (text: string) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    made.set(text, value);
    if (made.size > most) made.delete(made.keys().next().value ?? '');
    return value;
  };
  return Object.assign(of, { forget: () => made.clear() });
}
