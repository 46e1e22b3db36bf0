import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { boundedText } from '../../../src/outbound/bounded-text.ts';

test('an answer is read to its end, also where a letter is in two parts; one that is longer is not', async () => {
  const parts = [Buffer.from('caf'), Buffer.from([0xc3]), Buffer.from([0xa9])];
  expect(await boundedText(Readable.from(parts), 5)).toBe('café');
  const long = Readable.from([...parts, Buffer.from('!')]);
  expect(await boundedText(long, 5)).toBeUndefined();
  expect(long.destroyed).toBe(true);
});
