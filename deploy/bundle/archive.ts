import { spawn } from 'node:child_process';
import { closeSync, constants, copyFileSync, createWriteStream, fsyncSync, linkSync, lstatSync, mkdirSync, openSync, readlinkSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sha256 } from './models.ts';

/** 170 MB in 9 seconds of a processor; 6, as gzip has it, gives 164 MB in 16. */
const LEVEL = 4;

/** A folder that becomes an archive. */
export class Tree {
  readonly #folder: string;
  readonly #files: string[] = [];
  readonly #links: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  #placeOf(path: string): string {
    // sha256sum would write such a name otherwise than it is.
    if (/[\n\r\\]/.test(path)) throw new Error(`Deze naam van een bestand kan niet mee: ${JSON.stringify(path)}`);
    const place = join(this.#folder, path);
    mkdirSync(dirname(place), { recursive: true });
    return place;
  }

  write(path: string, text: string): void {
    writeFileSync(this.#placeOf(path), text, { mode: 0o644 });
    this.#files.push(path);
  }

  /** A copy: whoever changes the file meanwhile, or makes another bundle of it (a link changes a file's times, which tar minds), does not touch this one. */
  take(from: string, path: string): void {
    const place = this.#placeOf(path);
    if (lstatSync(from).isSymbolicLink()) {
      const target = readlinkSync(from);
      symlinkSync(target, place);
      this.#links.push(`${path} -> ${target}`);
      return;
    }
    copyFileSync(from, place, constants.COPYFILE_FICLONE);
    this.#files.push(path);
  }

  /** The file itself: for models, which have the room of no copy, and are in nobody's hands. */
  share(from: string, path: string): void {
    try {
      linkSync(from, this.#placeOf(path));
    } catch {
      // On another disk, or of somebody else.
      return this.take(from, path);
    }
    this.#files.push(path);
  }

  /** Says of each file what is in it, as `sha256sum` does, and where each link leads: who has the archive needs no program of ours to check it. */
  async seal(): Promise<void> {
    this.write('MANIFEST.links', this.#links.toSorted().map((line) => `${line}\n`).join(''));
    const lines: string[] = [];
    for (const path of this.#files.toSorted()) lines.push(`${await sha256(join(this.#folder, path))}  ${path}\n`);
    writeFileSync(join(this.#folder, 'MANIFEST.sha256'), lines.join(''), { mode: 0o644 });
  }
}

/**
 * Packs a folder, with its checksum beside it. By the machine's own tar (GNU), in an order, with owners, rights and times that do not depend on
 * who makes it: the same files give the same bytes. With gzip, for tar and gzip are on every Debian, Ubuntu and Red Hat, and zstd is not.
 * Once it returns both are on the disk, which may be a stick that somebody takes out then.
 */
export async function pack(folder: string, archive: string, at: number): Promise<string> {
  // Beside the folder, which is taken away with it when this fails: what stands in the place of the archive is whole.
  const unfinished = `${folder}.tar.gz`;
  const args = ['--create', '--format=gnu', '--sort=name', `--mtime=@${at}`, '--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX', '--hard-dereference', '--directory', dirname(folder), basename(folder)];
  const tar = spawn('tar', args, { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } });
  const ended = new Promise<void>((resolve, reject) => {
    tar.once('error', reject).once('close', (code) => (code === 0 ? resolve() : reject(new Error(`tar eindigde met ${code}.`))));
  });
  await Promise.all([pipeline(tar.stdout, createGzip({ level: LEVEL, chunkSize: 2 ** 18 }), createWriteStream(unfinished, { flush: true })), ended]);
  renameSync(unfinished, archive);
  const digest = await sha256(archive);
  writeFileSync(`${archive}.sha256`, `${digest}  ${basename(archive)}\n`, { flush: true });
  flushFolder(dirname(archive));
  return digest;
}

/** The names in it, which are not part of the files. */
function flushFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
