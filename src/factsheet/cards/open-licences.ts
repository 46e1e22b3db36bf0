import type { LockFile } from './npm-components.ts';

/** Of software: licences that the Open Source Initiative or the FSF calls open, and of data and texts that go with it; `BSD` is what some call any of that family. */
const OPEN = new Set(
  '0BSD AFL-2.1 Apache-2.0 Artistic-2.0 BlueOak-1.0.0 BSD BSD-2-Clause BSD-3-Clause CC-BY-3.0 CC-BY-4.0 CC0-1.0 EUPL-1.2 GPL-2.0-or-later GPL-3.0 GPL-3.0-only GPL-3.0-or-later ISC LGPL-2.1-or-later LGPL-3.0-or-later MIT MIT-0 MPL-2.0 OFL-1.1 PSF-2.0 PostgreSQL Python-2.0 Unlicense WTFPL Zlib'.split(' '),
);

/** How many parts of others run, and which of those have no open licence. */
export function licencesOf({ packages }: LockFile): { readonly all: number; readonly notOpen: readonly string[] } {
  const running = Object.entries(packages).filter(([path, { dev, version }]) => path.startsWith('node_modules/') && dev !== true && version !== undefined);
  const parts = new Map(running.map(([path, { license }]) => [`${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${packages[path]?.version ?? ''}`, license]));
  return { all: parts.size, notOpen: [...parts].filter(([, licence]) => licence === undefined || !isOpen(licence)).map(([name, licence]) => `${name} (${licence ?? 'geen licentie genoemd'})`) };
}

/** `A OR B` is open by one of them, `A AND B` by both. */
function isOpen(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, ' ').trim();
  return bare.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((one) => OPEN.has(one.trim())));
}
