import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const COMMIT = /^[0-9a-f]{40}$/;

/** The commit of the source that runs, where it runs from a clone or from a bundle (which says it in a file); undefined elsewhere. Git itself need not be there. */
export function commitOf(root = ROOT): string | undefined {
  const stated = text(join(root, 'COMMIT'));
  if (stated !== undefined && COMMIT.test(stated)) return stated;
  const folder = gitFolder(root);
  const head = folder === undefined ? undefined : text(join(folder, 'HEAD'));
  if (folder === undefined || head === undefined) return undefined;
  const ref = /^ref: (?<ref>refs\/[\w./-]+)$/.exec(head)?.groups?.['ref'];
  const found = ref === undefined ? head : refIn(folder, ref);
  return found !== undefined && COMMIT.test(found) ? found : undefined;
}

/** A work tree has a file there that names the folder. */
function gitFolder(root: string): string | undefined {
  const place = join(root, '.git');
  const named = text(place)?.match(/^gitdir: (?<folder>.+)$/)?.groups?.['folder'];
  if (named !== undefined) return resolve(root, named);
  return text(join(place, 'HEAD')) === undefined ? undefined : place;
}

/** The branches of a work tree stand in the repository that it is of. */
function refIn(folder: string, ref: string): string | undefined {
  const common = text(join(folder, 'commondir'));
  const places = common === undefined ? [folder] : [folder, resolve(folder, common)];
  return places
    .map((place) => text(join(place, ref)) ?? text(join(place, 'packed-refs'))?.split('\n').find((line) => line.endsWith(` ${ref}`))?.slice(0, 40))
    .find((found) => found !== undefined);
}

function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
