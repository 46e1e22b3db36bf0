import { readSecretFile } from '../secret-file.ts';

/** The key in a file, or in Dutch what is wrong with it. The file's name is told, what is in it never. */
export function readKeyFile(path: string): { readonly key: string; readonly fault?: undefined } | { readonly key?: undefined; readonly fault: string } {
  const { secret: key, fault } = readSecretFile(path);
  if (key === undefined) return { fault };
  // It becomes a header.
  if (!/^[\x21-\x7e]{1,4096}$/.test(key)) return { fault: `het bestand ${path} heeft meer dan één regel of vreemde tekens` };
  return { key };
}
