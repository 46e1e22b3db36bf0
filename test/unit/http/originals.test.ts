import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Originals } from '../../../src/http/streams/originals.ts';

const file = new Uint8Array(100_000).map((_, index) => index);
const read = async () => file;

describe('original files', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Four files, which nobody has read yet. */
  async function full() {
    const originals = new Originals();
    const leave = new AbortController();
    const given = await Promise.all(Array.from({ length: 4 }, () => originals.give(read, leave.signal)));
    return { originals, leave, bodies: given.map((one) => one?.body), more: () => originals.give(read, new AbortController().signal) };
  }

  test('come whole, as pieces of the one copy there is', async () => {
    const given = await new Originals().give(read, new AbortController().signal);
    const pieces: Uint8Array[] = [];
    for await (const piece of given?.body ?? []) pieces.push(piece);
    expect(given?.length).toBe(100_000);
    expect(Buffer.concat(pieces).equals(file)).toBe(true);
    expect(pieces.every(({ buffer }) => buffer === file.buffer)).toBe(true);
  });

  test('are four at a time; a fifth is asked to come back', async () => {
    const { more, bodies } = await full();
    await expect(more()).rejects.toMatchObject({ code: 'desk-busy' });
    await new Response(bodies[0]).arrayBuffer();
    expect(await more()).toBeDefined();
    await expect(more()).rejects.toMatchObject({ code: 'desk-busy' });
    await bodies[1]?.cancel();
    expect(await more()).toBeDefined();
  });

  test('give their place back when the client leaves before it reads, or stops reading', async () => {
    const left = await full();
    left.leave.abort();
    expect(await left.more()).toBeDefined();
    const stalled = await full();
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await stalled.more()).toBeDefined();
    await expect(new Response(stalled.bodies[0]).arrayBuffer()).rejects.toThrow();
  });

  test('give their place back when they cannot be read', async () => {
    const originals = new Originals();
    const fail = () => originals.give(() => Promise.reject(new Error('away')), new AbortController().signal);
    const gone = () => originals.give(async () => undefined, new AbortController().signal);
    for (let number = 0; number < 5; number += 1) {
      await expect(fail()).rejects.toThrow('away');
      expect(await gone()).toBeUndefined();
    }
  });
});
