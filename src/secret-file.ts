import { readFileSync } from 'node:fs';

/** What a secret that signs, or opens another desk, has at least. */
export const MIN_SECRET = 16;

/** The secret in a file, without what is white around it, or in Dutch what is wrong with it. The file's name is told, what is in it never. */
export function readSecretFile(path: string, { min = 1 } = {}): { readonly secret: string; readonly fault?: undefined } | { readonly secret?: undefined; readonly fault: string } {
  let secret: string;
  try {
    secret = readFileSync(path, 'utf8').trim();
  } catch {
    return { fault: `het bestand ${path} is niet te lezen` };
  }
  if (secret === '' && min > 0) return { fault: `het bestand ${path} is leeg` };
  if (secret.length < min) return { fault: `het geheim in het bestand ${path} moet ten minste ${min} tekens hebben` };
  return { secret };
}
