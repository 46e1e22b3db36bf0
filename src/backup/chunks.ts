import { createCipheriv, createDecipheriv, hash, hkdfSync } from 'node:crypto';
import { BalieError } from '../errors.ts';

const ALGORITHM = 'aes-256-gcm';
const CHUNK_BYTES = 256 * 1024;
const TAG_BYTES = 16;
const IV_BYTES = 12;

/** The key of the chunks goes with the header: another header is another key, so that no byte of it can be changed. */
export function chunkKey(fileKey: Buffer, header: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', fileKey, hash('sha256', header, 'buffer'), 'balie backup chunks', 32));
}

/** Which place a chunk has, and whether it is the last: one that is moved, left out, or behind which something was cut off, does not open. */
function ivOf(index: number, isLast: boolean): Buffer {
  const iv = Buffer.alloc(IV_BYTES);
  iv.writeUIntBE(index, 5, 6);
  iv[IV_BYTES - 1] = isLast ? 1 : 0;
  return iv;
}

/** Encrypts a stream of any length in chunks (the STREAM construction, as age uses it), each with its place and the end authenticated. */
export async function* sealed(plain: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  let index = 0;
  for await (const { bytes, isLast } of blocks(plain, CHUNK_BYTES)) {
    const cipher = createCipheriv(ALGORITHM, key, ivOf(index, isLast));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    index += 1;
  }
}

/** What stands in the chunks. @throws BalieError `backup-damaged`. */
export async function* opened(chunks: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  let index = 0;
  for await (const { bytes, isLast } of blocks(chunks, CHUNK_BYTES + TAG_BYTES)) {
    yield openedChunk(bytes, key, ivOf(index, isLast), index);
    index += 1;
  }
}

function openedChunk(bytes: Buffer, key: Buffer, iv: Buffer, index: number): Buffer {
  const end = bytes.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAuthTag(bytes.subarray(end));
    return Buffer.concat([decipher.update(bytes.subarray(0, Math.max(0, end))), decipher.final()]);
  } catch (cause) {
    throw new BalieError('backup-damaged', { detail: `deel ${index + 1}`, cause });
  }
}

/** Pieces of one size; the last one may be shorter, and is known to be the last. */
async function* blocks(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<{ readonly bytes: Buffer; readonly isLast: boolean }> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    parts.push(part);
    length += part.length;
    if (length <= size) continue;
    let all = Buffer.concat(parts, length);
    for (; all.length > size; all = all.subarray(size)) yield { bytes: all.subarray(0, size), isLast: false };
    parts = [all];
    length = all.length;
  }
  yield { bytes: Buffer.concat(parts, length), isLast: true };
}
