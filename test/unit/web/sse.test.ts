import { expect, it } from 'vitest';
import { eventParser } from '../../../src/web/browser/sse.ts';

const stream = ': ping\n\nevent: status\ndata: {"a":1}\n\nevent: delta\r\ndata: een\r\ndata:twee\r\n\r\ndata: los\n\nevent: leeg\n\n';
const events = [
  { event: 'status', data: '{"a":1}' },
  { event: 'delta', data: 'een\ntwee' },
  { event: 'message', data: 'los' },
];

it('reads events, comments and both line ends', () => {
  expect(eventParser()(stream)).toEqual(events);
});

it('does not care where the stream is cut', () => {
  for (let size = 1; size < stream.length; size += 1) {
    const parse = eventParser();
    const found = [];
    for (let at = 0; at < stream.length; at += size) found.push(...parse(stream.slice(at, at + size)));
    expect(found).toEqual(events);
  }
});

it('keeps back what is not whole', () => {
  expect(eventParser()('event: delta\ndata: hal')).toEqual([]);
});
