import { readFileSync } from 'node:fs';

export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  /** Neither installed with nor part of the product. */
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

/** Of package-lock.json, without the product itself, by where each is installed. */
export function lockedPackages(): [path: string, locked: LockedPackage][] {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as { readonly packages: Readonly<Record<string, LockedPackage>> };
  return Object.entries(lock.packages).filter(([path]) => path !== '');
}

/** What its own LICENSE says, where package.json says nothing, or not by its name of SPDX. */
const READ: Readonly<Record<string, string>> = { 'png-js': 'MIT', duck: 'BSD-2-Clause' };
/** Of development alone, but what is made of them is in the styles. */
const BUILT_IN = /^@(?:utrecht\/component-library-css|nl-design-system-unstable\/voorbeeld-design-tokens)$/;

export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly isShipped: boolean;
}

export function licensed(): Licensed[] {
  return lockedPackages().map(([path, { version = '', license, dev = false }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return { name, version, license: READ[name] ?? license ?? '', isShipped: !dev || BUILT_IN.test(name) };
  });
}

/** `docs/licences.md`. */
export function licencesText(): string {
  const shipped = licensed().filter(({ isShipped }) => isShipped);
  const byLicense = Map.groupBy(shipped, ({ license }) => license);
  const rows = [...byLicense].toSorted(([one], [other]) => one.localeCompare(other, 'en')).map(([license, packages]) => {
    const names = [...new Set(packages.map(({ name, version }) => `${name} ${version}`))].toSorted();
    return `| ${license} | ${names.length} | ${names.join(', ')} |`;
  });
  return `# Licences of what is installed with Balie

Made by \`npm run generate\` from \`package-lock.json\`; \`test/unit/supply-chain.test.ts\` fails for a licence that is not allowed. Balie itself is EUPL-1.2.
Of png-js and duck the licence was read in their own LICENSE. Node.js (MIT) and Chromium come with licences of their own. The same as a machine reads it, with models
and documents: \`balie factsheet sbom\` (CycloneDX).

| licence | packages | which |
|---|---|---|
${rows.join('\n')}
`;
}
