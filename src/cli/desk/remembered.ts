/** A function of a text that remembers what it made of the last `most` texts. */
export function remembered<T>(make: (text: string) => T, most: number): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    made.set(text, value);
    if (made.size > most) made.delete(made.keys().next().value ?? '');
    return value;
  };
}
