import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { BalieError } from '../../src/errors.ts';
import { isLeftover } from '../extract/containers/names.ts';
import { fewAtOnce } from './few-at-once.ts';

export interface SourceFile {
  /** Absolute path. */
  readonly path: string;
  /** Path relative to the root of the documents, with `/`. */
  readonly sourceId: string;
  /** Absolute path of the YAML file next to it that describes it. */
  readonly sidecar?: string;
  /** For a description without its document: the name of that document. */
  readonly describes?: string;
}

export interface SourceFiles {
  readonly files: readonly SourceFile[];
  /** For a folder: what the `sourceId` of all that is in it begins with (empty for the root). Undefined for a file. */
  readonly prefix: string | undefined;
  /** Why a folder in it could not be listed: what is in that is not among the files, and is not gone either. */
  readonly unreadable?: BalieError;
}

/** What is asked of the disk. */
export interface Disk {
  folder(path: string): Promise<Dirent[]>;
  real(path: string): Promise<string>;
  stat(path: string): Promise<Stats>;
}

/**
 * A share whose server is gone answers nothing, for ever, and Node has a few threads for all that the desk asks of disks and of names of hosts: of those
 * one look takes no more than these.
 */
const AT_ONCE = 2;
const theDisk: Disk = { folder: (path) => readdir(path, { withFileTypes: true }), real: (path) => realpath(path), stat: (path) => stat(path) };

/** A disk that is asked a few things at a time. */
function sparing(disk: Disk): Disk {
  const few = fewAtOnce(AT_ONCE);
  return { folder: (path) => few(() => disk.folder(path)), real: (path) => few(() => disk.real(path)), stat: (path) => few(() => disk.stat(path)) };
}

/**
 * Lists the documents at a path: the file itself, or all in the folder and the folders below it, sorted. Hidden files and
 * links that lead out of the folder are skipped; a `<file>.yaml` next to a file is its description and no document.
 * @param root what paths are relative to; the folder itself, or the folder of the file, when not given.
 * @throws BalieError `path-unreadable` when the path is not there, may not be read, or lies outside the root. A folder below it that may not be read does not keep the rest from being read.
 */
export async function findSourceFiles(path: string, root?: string, wholeDisk = theDisk): Promise<SourceFiles> {
  const disk = sparing(wholeDisk);
  try {
    const real = await disk.real(resolve(path));
    const isFolder = (await disk.stat(real)).isDirectory();
    const base = root === undefined ? (isFolder ? real : dirname(real)) : await disk.real(resolve(root));
    const place = relative(base, real);
    if (place === '..' || place.startsWith(`..${sep}`))
      throw new BalieError('path-unreadable', { detail: `${path} ligt buiten ${base}` });
    const closed: BalieError[] = [];
    const all = isFolder ? await listFolder(disk, real, { root: real, closed }) : await listSiblings(disk, real);
    const names = new Set(all);
    const wanted = isFolder ? all.filter((name) => !isSidecar(name, names)) : [real];
    const files = wanted.toSorted().map((name) => ({
      path: name,
      sourceId: toId(relative(base, name)),
      ...(names.has(`${name}.yaml`) && { sidecar: `${name}.yaml` }),
      ...(isFolder && DESCRIPTION.test(name) && { describes: basename(name, '.yaml') }),
    }));
    const prefix = place === '' ? '' : `${toId(place)}/`;
    return { files, prefix: isFolder ? prefix : undefined, ...(closed[0] && { unreadable: closed[0] }) };
  } catch (error) {
    throw error instanceof BalieError ? error : unreadable(error, path);
  }
}

/** A fault of the file system as ours. A name that is not UTF-8 was read with other signs in it, and so leads nowhere. */
export function unreadable(cause: unknown, path?: string): BalieError {
  const named = cause instanceof Error && 'path' in cause ? basename(String(cause.path)) : '';
  const detail = named.includes('\uFFFD') ? `de naam ${named} is niet in UTF-8 geschreven; geef het bestand of de map een andere naam` : path;
  return new BalieError('path-unreadable', { ...(detail !== undefined && { detail }), cause });
}

/** `leges.pdf.yaml`; what has its document beside it is no file of its own, and never comes so far. */
const DESCRIPTION = /\.(?:pdf|docx?|pptx?|xlsx?|od[tsp]|html?|md|markdown|txt|csv|eml|zip|png|jpe?g|tiff?|webp|gif|bmp)\.yaml$/i;

/** @throws BalieError `document-metadata-invalid` for a description whose document is not there: its name may be misspelt. */
export function assertDescribed({ describes }: SourceFile): void {
  if (describes === undefined) return;
  throw new BalieError('document-metadata-invalid', { detail: `beschrijft ${describes}, en dat staat er niet naast` });
}

/** The source that documents from a place are told apart by. @param prefix what stands before their source ids: `archief:`. */
export function sourceOf(prefix: string): string {
  return prefix === '' ? 'folder' : `path:${prefix.replace(/:$/, '')}`;
}

const isSidecar = (name: string, names: ReadonlySet<string>): boolean =>
  name.endsWith('.yaml') && names.has(name.slice(0, -'.yaml'.length));
const toId = (path: string): string => path.split(sep).join('/');

async function listSiblings(disk: Disk, file: string): Promise<string[]> {
  const sidecar = `${file}.yaml`;
  const there = await disk.stat(sidecar).then(
    (found) => found.isFile(),
    () => false,
  );
  return there ? [file, sidecar] : [file];
}

/** The folder that all of it is in, and why what is below that could not be listed: it is added to. */
interface Within {
  readonly root: string;
  readonly closed: BalieError[];
}

async function listFolder(disk: Disk, folder: string, within: Within): Promise<string[]> {
  const entries = await disk.folder(folder);
  const lists = await Promise.all(
    entries.filter(({ name }) => !isLeftover(name)).map((entry) => listEntry(disk, entry, within)),
  );
  return lists.flat();
}

async function listEntry(disk: Disk, entry: Dirent, within: Within): Promise<string[]> {
  const { root, closed } = within;
  const path = resolve(entry.parentPath, entry.name);
  if (entry.isDirectory()) {
    return listFolder(disk, path, within).catch((error: unknown) => {
      closed.push(unreadable(error, path));
      return [];
    });
  }
  if (entry.isFile()) return [path];
  if (!entry.isSymbolicLink()) return [];
  // A link to a folder could lead in circles; a link to a file is followed as long as it stays inside.
  const target = await disk.real(path).catch(() => undefined);
  if (target === undefined || !target.startsWith(root + sep)) return [];
  return (await disk.stat(target)).isFile() ? [path] : [];
}
