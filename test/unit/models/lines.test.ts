import { describe, expect, it } from 'vitest';
import { BrokenStream, LineReader, objectIn } from '../../../src/models/transport/lines.ts';

function read(pieces: (string | Uint8Array)[], max = 1000, parse: (line: string) => unknown = JSON.parse): unknown[] {
  const values: unknown[] = [];
  const lines = new LineReader(max, (line) => void (line !== '' && values.push(parse(line))));
  for (const piece of pieces) lines.push(Buffer.from(piece));
  lines.end();
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

describe('LineReader', () => {
  const values = [{ a: 'één café' }, { b: '€ 5 😀' }, { c: 'regel\neinde' }, { d: '' }, null, 7];

  it('gives the same values however the bytes are split', () => {
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
      expect(read(pieces), `seed ${seed}`).toEqual(values);
    }
  });

  it('reads a last line without a newline, and nothing of nothing', () => {
    expect(read(['\n\r\n{"a":1}\n\n', '{"b":2}'])).toEqual([{ a: 1 }, { b: 2 }]);
    expect(read([])).toEqual([]);
  });

  it('gives each line as soon as it is complete, empty ones too', () => {
    const seen: string[] = [];
    const lines = new LineReader(100, (line) => void seen.push(line));
    lines.push(Buffer.from('een\n\ntw'));
    expect(seen).toEqual(['een', '']);
    lines.push(Buffer.from('ee\r\n'));
    expect(seen).toEqual(['een', '', 'twee']);
  });

  it('throws for a bad line without quoting it', () => {
    let error: unknown;
    try {
      read(['{"a":1}\n{"geheim'], 1000, objectIn);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(BrokenStream);
    expect(String(error) + JSON.stringify(error) + String((error as Error).cause)).not.toContain('geheim');
  });

  it('throws for bytes that are not UTF-8, and takes a replacement character that was sent as such', () => {
    expect(() => read([Buffer.from([0x22, 0xe2, 0x82, 0x22, 0x0a])])).toThrow(BrokenStream);
    expect(read(['"\ufffd"\n'])).toEqual(['\ufffd']);
  });

  it('caps the length of a line, finished or not, and not that of the stream', () => {
    expect(read(['"12345678"\n'], 10)).toEqual(['12345678']);
    expect(() => read(['"123456789"\n'], 10)).toThrow(BrokenStream);
    expect(() => read(['"12345', '6789"'], 10)).toThrow(BrokenStream);
    expect(read(['"12345678"\n'.repeat(5)], 10)).toHaveLength(5);
  });
});
