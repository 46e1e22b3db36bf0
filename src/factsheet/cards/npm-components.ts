/** A lock file of npm, as far as it is read (version 3). */
export interface LockFile {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const PLACE = 'node_modules/';
/** Those of the SPDX list that occur: CycloneDX takes no other for an id. What is not among them is a name. */
const SPDX = new Set('0BSD AFL-2.1 Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC-BY-3.0 CC-BY-4.0 CC0-1.0 EUPL-1.2 GPL-3.0-or-later ISC LGPL-3.0-or-later MIT MIT-0 MPL-2.0 OFL-1.1 PSF-2.0 Python-2.0 Unlicense Zlib'.split(' '));
const ALGORITHMS: Readonly<Record<string, string>> = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

/** What runs, of a lock file: no tools of developers. @returns components, and who needs whom by their refs; `root` needs what is asked for by name. */
export function npmComponents(lock: LockFile, root: string): { readonly components: object[]; readonly dependencies: Map<string, string[]> } {
  const running = Object.entries(lock.packages).filter(([path, { dev, version }]) => path.startsWith(PLACE) && dev !== true && version !== undefined);
  const refs = new Map(running.map(([path, one]) => [path, purl(nameAt(path), one.version ?? '')]));
  const components = new Map(running.map(([path, one]) => [refs.get(path) ?? '', component(nameAt(path), one)]));
  const dependencies = new Map<string, string[]>();
  for (const [path, { dependencies: needed = {}, optionalDependencies = {} }] of [['', lock.packages[''] ?? {}] as const, ...running]) {
    const ref = path === '' ? root : (refs.get(path) ?? '');
    const found = Object.keys({ ...needed, ...optionalDependencies }).flatMap((name) => refs.get(placeOf(name, path, refs) ?? '') ?? []);
    dependencies.set(ref, [...new Set([...(dependencies.get(ref) ?? []), ...found])].toSorted());
  }
  return { components: [...components.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one), dependencies };
}

function nameAt(path: string): string {
  return path.slice(path.lastIndexOf(PLACE) + PLACE.length);
}

/** Where Node would find it from there: in its own folder first, then in those above. */
function placeOf(name: string, from: string, known: ReadonlyMap<string, string>): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf(`/${PLACE}`)))) {
    const path = at === '' ? `${PLACE}${name}` : `${at}/${PLACE}${name}`;
    if (known.has(path)) return path;
    if (at === '') return undefined;
  }
}

export function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${encodeURIComponent(version)}`;
}

function component(name: string, { version = '', license, integrity, resolved, optional }: LockedPackage): object {
  const [, group, own = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  const hashes = hashesOf(integrity);
  return {
    type: 'library',
    'bom-ref': purl(name, version),
    ...(group !== undefined && { group }),
    name: own,
    version,
    scope: optional === true ? 'optional' : 'required',
    ...(hashes.length > 0 && { hashes }),
    ...(license !== undefined && { licenses: licensesOf(license) }),
    purl: purl(name, version),
    ...(resolved?.startsWith('https://') === true && { externalReferences: [{ type: 'distribution', url: resolved }] }),
  };
}

export function licensesOf(licence: string): object[] {
  if (SPDX.has(licence)) return [{ license: { id: licence } }];
  const parts = licence.replaceAll(/[()]/g, ' ').split(/\s+(?:AND|OR)\s+/).map((part) => part.trim());
  return parts.length > 1 && parts.every((part) => SPDX.has(part)) ? [{ expression: licence }] : [{ license: { name: licence } }];
}

/** Subresource integrity: base64, where CycloneDX has hexadecimal. */
function hashesOf(integrity = ''): object[] {
  return integrity.split(/\s+/).flatMap((one) => {
    const at = one.indexOf('-');
    const alg = ALGORITHMS[one.slice(0, at)];
    return alg === undefined ? [] : [{ alg, content: Buffer.from(one.slice(at + 1), 'base64').toString('hex') }];
  });
}
