import { describe, expect, it } from 'vitest';
import { NdjsonError, readNdjson } from '../../../src/models/ollama/ndjson.ts';

async function* bytesOf(...pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function read(pieces: (string | Uint8Array)[], max = 1000): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of readNdjson(bytesOf(...pieces), max)) values.push(value);
  return values;
}

/** A small seeded generator (mulberry32), so that a failing split can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('readNdjson', () => {
  const values = [{ a: 'één café' }, { b: '€ 5 😀' }, { c: 'regel\neinde' }, { d: '' }, null, 7];

  it('gives the same values however the bytes are split', async () => {
    const lines = values.map((value, at) => `${JSON.stringify(value)}${at % 2 === 0 ? '\n' : '\r\n'}`);
    const bytes = Buffer.from(lines.join(''));
    for (let seed = 1; seed <= 300; seed += 1) {
      const next = random(seed);
      const longest = 1 + Math.floor(next() * 20);
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < bytes.length;) {
        const size = Math.floor(next() * (longest + 1));
        pieces.push(bytes.subarray(at, at + size));
        at += size;
      }
      expect(await read(pieces), `seed ${seed}`).toEqual(values);
    }
  });

  it('skips empty lines and reads a last line without a newline', async () => {
    expect(await read(['\n\r\n{"a":1}\n\n', '{"b":2}'])).toEqual([{ a: 1 }, { b: 2 }]);
    expect(await read([])).toEqual([]);
  });

  it('gives each line as soon as it is complete', async () => {
    let asked = 0;
    const source = async function* (): AsyncGenerator<Uint8Array> {
      for (const line of ['{"a":1}\n{"b"', ':2}\n']) {
        asked += 1;
        yield Buffer.from(line);
      }
    };
    const lines = readNdjson(source(), 100);
    expect(await lines.next()).toEqual({ done: false, value: { a: 1 } });
    expect(asked).toBe(1);
    expect(await lines.next()).toEqual({ done: false, value: { b: 2 } });
  });

  it('gives the lines before a bad one, then throws without quoting it', async () => {
    const lines = readNdjson(bytesOf('{"a":1}\n{"geheim'), 100);
    expect(await lines.next()).toMatchObject({ value: { a: 1 } });
    const error: unknown = await lines.next().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NdjsonError);
    expect(String(error) + JSON.stringify(error) + String((error as Error).cause)).not.toContain('geheim');
  });

  it('throws for bytes that are not UTF-8', async () => {
    await expect(read([Buffer.from([0x22, 0xe2, 0x82, 0x22, 0x0a])])).rejects.toThrow(NdjsonError);
  });

  it('caps the length of a line, finished or not', async () => {
    expect(await read(['"12345678"\n'], 10)).toEqual(['12345678']);
    await expect(read(['"123456789"\n'], 10)).rejects.toThrow(NdjsonError);
    await expect(read(['"12345', '6789'], 10)).rejects.toThrow(NdjsonError);
    // The cap is per line, not for the stream.
    expect(await read(['"12345678"\n'.repeat(5)], 10)).toHaveLength(5);
  });

  it('stops its source when the reader stops', async () => {
    let stopped = false;
    const source = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('1\n');
      } finally {
        stopped = true;
      }
    };
    for await (const value of readNdjson(source(), 100)) if (value === 1) break;
    expect(stopped).toBe(true);
  });
});
