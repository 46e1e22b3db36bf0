import { BalieError } from '../../../src/errors.ts';
import type { Package } from './package.ts';

/** Parts that were unpacked and checked before, as a package: reading them again costs nothing and counts towards no limit. */
export function packageOf(parts: ReadonlyMap<string, Uint8Array>): Package {
  return {
    names: [...parts.keys()],
    has: (name) => parts.has(name),
    async read(name) {
      const part = parts.get(name);
      if (part === undefined) throw new BalieError('document-corrupt', { detail: 'een onderdeel ontbreekt' });
      return part;
    },
    close: () => {},
  };
}
