/** @throws Error for a name that stands for nothing: a person would read the braces. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`{{${name}}} is niet bekend; wel: ${Object.keys(values).join(', ')}`);
    return value;
  });
}
