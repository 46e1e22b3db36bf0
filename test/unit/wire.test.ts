import { expect, test } from 'vitest';
import { WireSplitter } from '../../src/store/embedded/wire.ts';

function message(type: string, body = ''): Buffer {
  const bytes = Buffer.alloc(5 + body.length, body);
  bytes.write(type, 0);
  bytes.writeInt32BE(4 + body.length, 1);
  bytes.write(body, 5);
  return bytes;
}

function startup(code: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32BE(8, 0);
  bytes.writeInt32BE(code, 4);
  return bytes;
}

const stream = Buffer.concat([
  startup(80877103),
  startup(196608),
  message('P', 'select $1'),
  message('B', 'x'),
  message('D'),
  message('E'),
  message('S'),
  message('Q', 'select 1'),
  message('X'),
]);

test('cuts a stream into units that may run as one, however the bytes arrive', () => {
  for (let size = 1; size <= stream.length; size += 1) {
    const splitter = new WireSplitter();
    const units = [];
    for (let at = 0; at < stream.length; at += size) units.push(...splitter.push(stream.subarray(at, at + size)));
    expect(units.map((unit) => unit.kind)).toEqual(['ssl', 'startup', 'query', 'query', 'terminate']);
    expect(Buffer.concat(units.map((unit) => unit.bytes))).toEqual(stream);
  }
});

test('gives nothing of an extended query before its Sync', () => {
  const splitter = new WireSplitter();
  expect(splitter.push(Buffer.concat([startup(196608), message('P', 'x'), message('B', 'x')]))).toHaveLength(1);
  expect(splitter.push(message('S'))).toHaveLength(1);
});

test.each([0, 3, -1, 0x7fffffff])('refuses a message of length %d', (length) => {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32BE(length, 0);
  expect(() => new WireSplitter().push(bytes)).toThrow('not a PostgreSQL message');
});
