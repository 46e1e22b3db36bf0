import { expect, test } from 'vitest';
import { InTurn } from '../../../src/workplace/files/in-turn.ts';

test('of one person one is done at a time, in order, while another does not wait; a fault ends only its own', async () => {
  const inTurn = new InTurn();
  const said: string[] = [];
  const held = Promise.withResolvers<void>();
  const first = inTurn.run('noor', async () => {
    await held.promise;
    said.push('noor 1');
    throw new Error('broken');
  });
  const second = inTurn.run('noor', async () => void said.push('noor 2'));
  await inTurn.run('sam', async () => void said.push('sam'));
  expect(said).toEqual(['sam']);
  held.resolve();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(said).toEqual(['sam', 'noor 1', 'noor 2']);
});

test('who sends far too many is told so, and has a place again when they are done', async () => {
  const inTurn = new InTurn();
  const held = Promise.withResolvers<void>();
  const taken = Array.from({ length: 9 }, () => inTurn.run('noor', () => held.promise));
  await expect(inTurn.run('noor', () => held.promise)).rejects.toMatchObject({ code: 'turns-at-once' });
  held.resolve();
  await Promise.all(taken);
  expect(await inTurn.run('noor', async () => 1)).toBe(1);
});
