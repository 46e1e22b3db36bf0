import type { KeyObject } from 'node:crypto';
import { createHash } from 'node:crypto';
import { constants as files, createReadStream } from 'node:fs';
import { copyFile, type FileHandle, link, open, rm } from 'node:fs/promises';
import { pipeline as pipe, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { BalieError, foreignCode } from '../errors.ts';
import { chunkKey, opened, sealed } from './chunks.ts';
import { newFileKey, openFileKey } from './keys.ts';
import { FORMAT } from './manifest.ts';

const header = z.strictObject({ format: z.string(), keys: z.array(z.strictObject({ keyId: z.string(), ephemeral: z.string(), wrapped: z.string() })).min(1).max(20) });
const MAX_HEADER = 16 * 1024;
const LINE_FEED = 0x0a;
/** Fast: a backup is made while others wait for the database. */
const LEVEL = 3;
/** What a file system says that has no links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EACCES', 'EMLINK']);

/** What a backup is written to first. */
export const DRAFT = '.part';

interface Writing {
  /** Ends the writing; nothing of it is left then. */
  readonly signal?: AbortSignal;
  /** Gives a file its name; another in tests. */
  readonly linked?: typeof link;
}

/**
 * Writes lines as one file: compressed, encrypted for the recipients. It has its name once it is whole and on the disk (on a file system without links: it is copied to it then); what is there already stays.
 * @returns its SHA-256 and length. @throws BalieError `backup-unwritable`; the signal's reason.
 */
export async function writeContainer(path: string, recipients: readonly KeyObject[], lines: AsyncIterable<string>, { signal, linked = link }: Writing = {}): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const { key, wrapped } = newFileKey(recipients);
  const head = Buffer.from(`${JSON.stringify({ format: FORMAT, keys: wrapped })}\n`);
  const digest = createHash('sha256');
  let bytes = 0;
  async function* whole(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of startingWith(head, sealed(chunks, chunkKey(key, head)))) {
      digest.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const draft = `${path}${DRAFT}`;
  // One that is there already is another's: only of what is opened here, nothing is left when it fails.
  const file = await open(draft, 'wx', 0o600).catch(unwritable(draft));
  try {
    await pipeline(Readable.from(lines), createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: LEVEL } }), whole, file.createWriteStream(), { signal });
    await flushed(draft);
    // Linked, not moved: of what has that name already nothing is lost.
    await linked(draft, path).catch((error: unknown) => (NO_LINKS.has(foreignCode(error)) ? copied(draft, path) : Promise.reject(error)));
  } catch (cause) {
    if (signal?.aborted === true) throw signal.reason;
    return unwritable(path)(cause);
  } finally {
    await closed(file);
    await rm(draft, { force: true });
  }
  return { sha256: digest.digest('hex'), bytes };
}

/** The stream closes it, but not where it never began. */
const closed = (file: FileHandle) => file.close().catch(() => undefined);

/** @param path in which the fault is, or which is in the way. */
const unwritable = (path: string) => (cause: unknown) => {
  const code = foreignCode(cause);
  if (cause instanceof BalieError || !/^E[A-Z]+$/.test(code)) throw cause;
  throw new BalieError('backup-unwritable', { detail: `${path}: ${code === 'EEXIST' ? 'dit bestand is er al' : code}`, cause });
};

/** Where a file has one name alone (FAT, a share, a bucket). */
async function copied(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, files.COPYFILE_EXCL);
    await flushed(to);
  } catch (error) {
    if (foreignCode(error) !== 'EEXIST') await rm(to, { force: true });
    throw error;
  }
}

async function flushed(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function* startingWith(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/**
 * The lines of such a file, some at a time, each with its line feed; nothing of it that was not authenticated.
 * @throws BalieError `backup-unreadable`, `backup-damaged`, `backup-newer`, `backup-key-wrong`.
 */
export async function* readContainer(path: string, privateKey: KeyObject): AsyncGenerator<readonly Buffer[]> {
  const file: AsyncIterable<Buffer> = createReadStream(path);
  try {
    const { head, rest } = await parted(file);
    const { keys } = headerIn(head);
    const plain = createZstdDecompress();
    // What goes wrong on the way comes out at the end of it.
    pipe(Readable.from(opened(rest, chunkKey(openFileKey(keys, privateKey), head))), plain, () => undefined);
    yield* lines(plain);
  } catch (cause) {
    if (cause instanceof BalieError) throw cause;
    if (/^E[A-Z]+$/.test(foreignCode(cause))) throw new BalieError('backup-unreadable', { detail: `${path}: ${foreignCode(cause)}`, cause });
    throw cause instanceof z.ZodError || foreignCode(cause).startsWith('ZSTD_') ? new BalieError('backup-damaged', { cause }) : cause;
  }
}

/** The first line, and all behind it. */
async function parted(file: AsyncIterable<Buffer>): Promise<{ readonly head: Buffer; readonly rest: AsyncIterable<Buffer> }> {
  const pieces = file[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) throw new BalieError('backup-damaged', { detail: 'geen begin' });
    head = Buffer.concat([head, next.value]);
    const end = head.indexOf(LINE_FEED) + 1;
    if (end > 0 && end <= MAX_HEADER) return { head: head.subarray(0, end), rest: startingWith(head.subarray(end), { [Symbol.asyncIterator]: () => pieces }) };
    if (head.length > MAX_HEADER) throw new BalieError('backup-damaged', { detail: 'geen begin' });
  }
}

function headerIn(bytes: Buffer): z.infer<typeof header> {
  let said: unknown;
  try {
    said = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new BalieError('backup-damaged', { detail: 'geen begin', cause });
  }
  const found = z.looseObject({ format: z.string() }).safeParse(said).data?.format ?? '';
  if (/^balie-backup-\d{1,4}$/.test(found) && found !== FORMAT) throw new BalieError('backup-newer', { detail: found });
  return header.parse(said);
}

async function* lines(source: AsyncIterable<Buffer>): AsyncGenerator<readonly Buffer[]> {
  let open: Buffer[] = [];
  for await (const piece of source) {
    const whole: Buffer[] = [];
    let from = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, from)) {
      const part = piece.subarray(from, end + 1);
      whole.push(open.length === 0 ? part : Buffer.concat([...open, part]));
      open = [];
      from = end + 1;
    }
    if (from < piece.length) open.push(piece.subarray(from));
    if (whole.length > 0) yield whole;
  }
  if (open.length > 0) throw new BalieError('backup-damaged', { detail: 'geen einde' });
}
