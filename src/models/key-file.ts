import { readSecretFile } from '../secret-file.ts';

/** The key in a file, or in Dutch what is wrong with it. The file's name is told, what is in it never. */
export function readKeyFile(path: string): { readonly key: string; readonly fault?: undefined } | { readonly key?: undefined; readonly fault: string } {
  const { secret: key, fault } = readSecretFile(path);
  if (key === undefined) return { fault };
  // It becomes a header.
  if (!/^[\x21-\x7e]{1,4096}$/.test(key)) return { fault: `het bestand ${path} heeft meer dan één regel of vreemde tekens` };
  return { key };
}

/**
 * The key in a file, read anew each time: a secret that is replaced counts from the next call on. While the file cannot be read, as in
 * the middle of being replaced, the key before it stays.
 * @param onFault hears in Dutch what is wrong with the file, once for as long as it is.
 * @returns undefined from what it gives: no key was ever read.
 */
export function keyOfFile(path: string, onFault: (fault: string) => void): () => string | undefined {
  let known: string | undefined;
  let told: string | undefined;
  const read = (): string | undefined => {
    const { key, fault } = readKeyFile(path);
    if (fault !== undefined && fault !== told) onFault(fault);
    told = fault;
    known = key ?? known;
    return known;
  };
  read();
  return read;
}
