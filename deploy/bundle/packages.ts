import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface Platform {
  readonly os: string;
  readonly cpu: string;
}

/** As a package has written it: one, or a list. */
type Names = string | readonly string[];

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly os?: Names;
  readonly cpu?: Names;
  readonly libc?: Names;
}

interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** npm's own list of what it put into a folder. */
const HIDDEN_LOCK = '.package-lock.json';
const LIBC = 'glibc';

const readLock = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as LockFile;

/** Whether a package is for a platform; a list may also say which ones it is not for. */
function isFor(names: Names | undefined, own: string): boolean {
  if (names === undefined) return true;
  const list = [names].flat();
  const not = list.filter((one) => one.startsWith('!'));
  return !not.includes(`!${own}`) && (not.length === list.length || list.includes(own));
}

/**
 * What `npm ci --omit=dev` would install, taken from what `npm ci` installed: nothing is fetched.
 * @returns paths of files and links, as they are under `modules`; and npm's own list of them.
 * @throws Error where `modules` is not what the lock file asks for on this platform.
 */
export function productionPackages(root: string, modules: string, { os, cpu }: Platform): { readonly files: readonly string[]; readonly list: string; readonly listPath: string; readonly count: number } {
  const locked = readLock(join(root, 'package-lock.json')).packages;
  const installed = readLock(join(modules, HIDDEN_LOCK));
  const wanted = Object.entries(locked).filter(([path, one]) => path !== '' && one.dev !== true && isFor(one.os, os) && isFor(one.cpu, cpu) && isFor(one.libc, LIBC));
  const wrong = wanted.filter(([path, { version, integrity }]) => installed.packages[path]?.version !== version || installed.packages[path]?.integrity !== integrity);
  if (wrong.length > 0) throw new Error(`In ${modules} staat niet wat package-lock.json voor ${os}-${cpu} vraagt: ${wrong.map(([path]) => path.replace(/^node_modules\//, '')).join(', ')}.\n${remedy({ os, cpu })}`);
  const paths = wanted.map(([path]) => path.replace(/^node_modules\//, ''));
  const kept = new Set(paths);
  const files = [...paths.flatMap((path) => filesIn(modules, path)), ...linksOf(modules, kept)].toSorted();
  const list = JSON.stringify({ ...installed, packages: Object.fromEntries(Object.entries(installed.packages).filter(([path]) => kept.has(path.replace(/^node_modules\//, '')))) }, null, 2);
  return { files: [...files, HIDDEN_LOCK], list: `${list}\n`, listPath: HIDDEN_LOCK, count: paths.length };
}

/** Of another platform Node.js came along too, which does not run here: the bundle is then made by this machine's own. npm before 10.1 takes no heed of --cpu. */
function remedy({ os, cpu }: Platform): string {
  if (os === process.platform && cpu === process.arch) return 'Doe eerst: npm ci';
  return `Met npm 10.1 of nieuwer, en een eigen Node.js 24 op deze machine:\nnpm ci --os=${os} --cpu=${cpu}\nnode deploy/bundle/main.ts --platform ${os}-${cpu}`;
}

/** A package's own files: what npm put into the `node_modules` at its top are packages of their own. Deeper there may be one that it brought itself. */
function filesIn(modules: string, folder: string, isTop = true): string[] {
  return readdirSync(join(modules, folder), { withFileTypes: true }).flatMap((entry) => {
    if (isTop && entry.name === 'node_modules') return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(modules, path, false) : [path];
  });
}

/** The programs of packages that are kept: in each folder of packages there is one with links to them. */
function linksOf(modules: string, kept: ReadonlySet<string>): string[] {
  const folders = new Set([...kept].map((path) => /^.*node_modules\//.exec(path)?.[0] ?? ''));
  return [...folders].flatMap((folder) => {
    const bin = `${folder}.bin`;
    return namesIn(join(modules, bin)).map((name) => `${bin}/${name}`).filter((link) => {
      if (!lstatSync(join(modules, link)).isSymbolicLink()) return false;
      const target = normalize(join(dirname(link), readlinkSync(join(modules, link))));
      return [...kept].some((path) => target.startsWith(`${path}/`) && !target.slice(path.length).includes('/node_modules/'));
    });
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Where no package has programs.
    return [];
  }
}
