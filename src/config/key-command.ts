import { z } from 'zod';

const parts = z.array(z.string().max(4_096).refine((part) => !part.includes('\0'))).min(1).max(64);

/** A program with its arguments, as a list in JSON: no shell reads it, so that nothing in it means more than it says. */
export const keyCommand = z.string().transform((text, context): readonly [string, ...string[]] => {
  const [program, ...args] = partsIn(text);
  if (program !== undefined && program !== '') return [program, ...args];
  context.addIssue('moet een programma met zijn argumenten zijn, als lijst in JSON: ["/usr/bin/kms", "balie"]');
  return z.NEVER;
});

function partsIn(text: string): readonly string[] {
  try {
    return parts.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
