import { expect, test } from 'vitest';
import { isUuid, uuidOf } from '../../src/uuid.ts';

test('a number is as the desk writes one; given in capitals it is the same, and nothing else is one', () => {
  const id = '6a1f0d2c-93b8-4e57-8a4d-0c5b7e9f1d23';
  expect([isUuid(id), isUuid(id.toUpperCase()), uuidOf(id), uuidOf(id.toUpperCase())]).toEqual([true, false, id, id]);
  expect(['', `${id}\n`, ` ${id}`, id.slice(1), id.replaceAll('-', ''), id.replace('6', 'g')].map(uuidOf)).toEqual(Array(6).fill(undefined));
});
