import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { licensed, lockedPackages } from '../generate/licences.ts';

const readText = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const own = JSON.parse(readText('package.json')) as Readonly<Record<string, Readonly<Record<string, string>>>>;
const packages = lockedPackages();

/** Nobody who ships a product under the EUPL-1.2 is bound to more by any of these than to name the makers. */
const SHIPPED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'EUPL-1.2', 'ISC', 'MIT', 'MIT-0', 'PSF-2.0', 'Python-2.0', 'Zlib', 'CC0-1.0'];
/** Of tools, which are not given on. */
const TOOLS = [...SHIPPED, 'MPL-2.0'];
/** What wants to run something as it is installed, and why that matters not: `.npmrc` has none of it run. */
const WITH_SCRIPTS: Readonly<Record<string, string>> = { 'node_modules/tesseract.js': 'asks for money (opencollective-postinstall)' };

/** Of `(A OR B)` one is enough, of `A AND B` all must be allowed. */
function isAllowed(license: string, allowed: readonly string[]): boolean {
  const bare = license.replaceAll(/[()]/g, '');
  if (bare.includes(' OR ')) return bare.split(' OR ').some((one) => isAllowed(one, allowed));
  return bare.split(' AND ').every((one) => allowed.includes(one));
}

describe('what is installed', () => {
  test('is locked with its digest, each package of it, and comes from the registry of npm alone', () => {
    expect(packages.length).toBeGreaterThan(300);
    expect(packages.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)).map(([path]) => path)).toEqual([]);
    const elsewhere = packages.filter(([, { resolved, link }]) => link === true || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')));
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  test('is named by version, not by range or by an address', () => {
    const named = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) => Object.entries(own[kind] ?? {}));
    expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
    const locked = new Map(packages);
    expect(named.filter(([name, version]) => locked.get(`node_modules/${name}`)?.version !== version)).toEqual([]);
  });

  test('runs nothing while it is installed', () => {
    expect(readText('.npmrc').split('\n')).toContain('ignore-scripts=true');
    expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path)).toEqual(Object.keys(WITH_SCRIPTS));
    expect(Object.keys(own['scripts'] ?? {}).filter((name) => /^(?:pre|post)?(?:install|prepare)$/.test(name))).toEqual([]);
  });

  test('asks nobody for a newer npm as it is started: `npm start` would send that out', () => {
    expect(readText('.npmrc').split('\n')).toContain('update-notifier=false');
  });

  test('has licences that go with the EUPL', () => {
    expect(licensed().filter(({ license, isShipped }) => !isAllowed(license, isShipped ? SHIPPED : TOOLS))).toEqual([]);
  });

  test.each(['GPL-3.0-only', 'AGPL-3.0', 'SSPL-1.0', '', 'MIT AND GPL-2.0', 'UNLICENSED', 'BUSL-1.1'])('would be found out with the licence "%s"', (license) => {
    expect(isAllowed(license, TOOLS)).toBe(false);
  });
});
