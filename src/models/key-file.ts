import { readFileSync } from 'node:fs';

/** The key in a file, or in Dutch what is wrong with it. The file's name is told, what is in it never. */
export function readKeyFile(path: string): { readonly key: string; readonly fault?: undefined } | { readonly key?: undefined; readonly fault: string } {
  let key: string;
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch {
    return { fault: `het bestand ${path} is niet te lezen` };
  }
  if (key === '') return { fault: `het bestand ${path} is leeg` };
  // It becomes a header.
  if (!/^[\x21-\x7e]{1,4096}$/.test(key)) return { fault: `het bestand ${path} heeft meer dan één regel of vreemde tekens` };
  return { key };
}
