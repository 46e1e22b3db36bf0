import { appendFile, readFile, stat, truncate } from 'node:fs/promises';
import { BalieError, foreignCode } from '../../errors.ts';
import { sha256 } from '../text.ts';
import type { Embedder } from './variants.ts';

export interface VectorFileOptions {
  readonly path: string;
  /** What the embedder puts in front: another one gives another vector. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** No more is kept than this. */
  readonly maxBytes?: number;
}

/** A hundred thousand vectors of multilingual-e5-small; all are held in memory. */
const MAX_BYTES = 300_000_000;
const HEADER = 'balie-vectors 1';
const LINE = /^([0-9a-f]{64}) ([A-Za-z0-9+/]+={0,2})$/;
/** How far from 1 the length of a stored vector may be: it was checked more closely when it came from the model. */
const NORM_TOLERANCE = 0.05;

/**
 * The embedder with a memory in a file: a vector that was made before, in this run or another, is not asked for again. A
 * line each, the sha-256 of model, prefix and text and the vector (base64 of little-endian 32-bit numbers); nothing of
 * the texts is in it. What is made is kept at once, so that work that was stopped goes on where it was. A last line that
 * was not written out is dropped.
 * @throws BalieError `path-unreadable`; `input-invalid` naming file and line when it holds anything else, or is too large.
 */
export async function withVectorFile(embedder: Embedder, options: VectorFileOptions): Promise<Embedder> {
  const { path, queryPrefix, passagePrefix, maxBytes = MAX_BYTES } = options;
  const { vectors, bytes } = await readVectors(path, maxBytes);
  let size = bytes;

  async function keep(made: readonly (readonly [string, number[]])[]): Promise<void> {
    for (const [key, vector] of made) vectors.set(key, Float32Array.from(vector));
    const lines = (size === 0 ? `${HEADER}\n` : '') + made.map(([key, vector]) => `${key} ${encode(vector)}\n`).join('');
    if (size + lines.length > maxBytes) return;
    size += lines.length;
    await appendFile(path, lines, { mode: 0o600 }).catch((cause: unknown) => {
      throw new BalieError('path-unreadable', { detail: path, cause });
    });
  }

  async function known(texts: readonly string[], prefix: string, make: (missing: string[]) => Promise<number[][]>): Promise<number[][]> {
    const keyOf = (text: string) => sha256(JSON.stringify([embedder.model, prefix + text]));
    const missing = texts.filter((text) => !vectors.has(keyOf(text)));
    if (missing.length > 0) {
      const made = await make(missing);
      await keep(missing.map((text, index) => [keyOf(text), made[index] ?? []] as const));
    }
    return texts.map((text) => [...(vectors.get(keyOf(text)) ?? [])]);
  }

  return {
    model: embedder.model,
    embedPassages: (texts, signal) => known(texts, passagePrefix, (missing) => embedder.embedPassages(missing, signal)),
    async embedQuery(text, signal) {
      const [vector = []] = await known([text], queryPrefix, async () => [await embedder.embedQuery(text, signal)]);
      return vector;
    },
  };
}

async function readVectors(path: string, maxBytes: number): Promise<{ vectors: Map<string, Float32Array>; bytes: number }> {
  const vectors = new Map<string, Float32Array>();
  const size = await sizeOf(path);
  if (size > maxBytes) throw new BalieError('input-invalid', { detail: `${path}: groter dan ${maxBytes} bytes` });
  if (size === 0) return { vectors, bytes: 0 };
  const text = await readFile(path, 'latin1').catch((cause: unknown) => {
    throw new BalieError('path-unreadable', { detail: path, cause });
  });
  const end = text.lastIndexOf('\n') + 1;
  for (const [index, line] of text.slice(0, end).split('\n').slice(0, -1).entries()) {
    if (index === 0 && line === HEADER) continue;
    const [, key, encoded = ''] = LINE.exec(line) ?? [];
    const vector = decode(encoded);
    if (index === 0 || key === undefined || vector === undefined) {
      throw new BalieError('input-invalid', { detail: `${path}, regel ${index + 1}: geen vector van balie` });
    }
    vectors.set(key, vector);
  }
  if (end === 0 && !HEADER.startsWith(text)) throw new BalieError('input-invalid', { detail: `${path}, regel 1: geen vector van balie` });
  if (end < size) await truncate(path, end);
  return { vectors, bytes: end };
}

/** 0 when there is no file yet. */
async function sizeOf(path: string): Promise<number> {
  try {
    const file = await stat(path);
    if (file.isFile()) return file.size;
  } catch (error) {
    if (foreignCode(error) === 'ENOENT') return 0;
    throw new BalieError('path-unreadable', { detail: path, cause: error });
  }
  throw new BalieError('path-unreadable', { detail: path });
}

function encode(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}

/** Undefined when it is no vector of length 1. */
function decode(encoded: string): Float32Array | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length === 0 || bytes.length % 4 !== 0 || bytes.toString('base64') !== encoded) return undefined;
  const vector = Float32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
  return Math.abs(Math.hypot(...vector) - 1) <= NORM_TOLERANCE ? vector : undefined;
}
