import { afterEach, describe, expect, test, vi } from 'vitest';
import { Uploads } from '../../../src/http/uploads/upload.ts';

const MB = 1024 * 1024;

describe('uploads at once', () => {
  afterEach(() => void vi.useRealTimers());

  interface Incoming {
    readonly request: Request;
    /** Bytes that were asked of it. */
    taken: number;
    readonly left: AbortController;
    /** Goes on, when it was held up. */
    readonly go: () => void;
  }

  /** A document on its way of which one byte short of all comes at once, and the last one at `go`. */
  function incoming(size: number, announced = true): Incoming {
    const held = Promise.withResolvers<void>();
    const left = new AbortController();
    let step = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          step += 1;
          if (step === 1) {
            made.taken = size;
            return controller.enqueue(new Uint8Array(size - 1));
          }
          await held.promise;
          controller.enqueue(new Uint8Array(1));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request('http://desk.example/', { method: 'PUT', body, duplex: 'half', signal: left.signal, ...(announced && { headers: { 'Content-Length': String(size) } }) });
    const made: Incoming = { request, taken: 0, left, go: held.resolve };
    return made;
  }

  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const inMemory = (all: readonly Incoming[]) => all.reduce((sum, { taken }) => sum + taken, 0);

  test('hold no more than their bound, whatever their number; the others wait unread and come in their turn', async () => {
    const uploads = new Uploads();
    const all = Array.from({ length: 12 }, (_, n) => incoming(40 * MB, n % 2 === 0));
    const sizes: number[] = [];
    const ends = all.map(({ request }) => uploads.receive(request, async ({ bytes }) => void sizes.push(bytes.length)));
    let most = 0;
    for (const { go } of all) {
      await settle();
      most = Math.max(most, inMemory(all) - sizes.reduce((sum, size) => sum + size, 0));
      go();
      await expect.poll(() => sizes.length, { interval: 5 }).toBeGreaterThan(0);
    }
    await Promise.all(ends);
    expect(sizes).toEqual(all.map(() => 40 * MB));
    // Twice in memory while its pieces are joined: 300 MB in all.
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(150 * MB);
  });

  test('keep their room until they are delivered', async () => {
    const uploads = new Uploads();
    const delivered = Promise.withResolvers<void>();
    const first = Array.from({ length: 3 }, () => incoming(50 * MB));
    const next = incoming(50 * MB);
    for (const { go } of [...first, next]) go();
    const ends = first.map(({ request }) => uploads.receive(request, () => delivered.promise));
    const last = uploads.receive(next.request, async ({ bytes }) => bytes.length);
    await settle();
    await settle();
    expect([inMemory(first), next.taken]).toEqual([150 * MB, 0]);
    delivered.resolve();
    await Promise.all(ends);
    expect(await last).toBe(50 * MB);
  });

  test('are refused above 50 MB, though what is sent around them may be more', async () => {
    const large = incoming(50 * MB + 1);
    large.go();
    await expect(new Uploads().receive(large.request, async () => 'delivered')).rejects.toThrow('body-too-large');
  });

  test.each([['file', 'file'], ['file', 'metadata', 'metadata']])('in a form of %s, %s … are refused: of two, nobody could tell which is meant', async (...names) => {
    const body = new FormData();
    for (const name of names) body.append(name, name === 'file' ? new File(['tekst'], 'a.md') : '{}');
    const parsing = vi.fn<(init: ConstructorParameters<typeof Response>) => Response>((init) => new real(...init));
    const real = Response;
    vi.stubGlobal('Response', function parse(...init: ConstructorParameters<typeof Response>) { return parsing(init); });
    await expect(new Uploads().receive(new Request('http://desk.example/', { method: 'PUT', body }), async () => 'delivered')).rejects.toThrow('upload-malformed');
    // A million tiny parts would become a million objects.
    expect(parsing).toHaveBeenCalledTimes(names.length > 2 ? 0 : 1);
  });

  test('that are slow do not hold up letters', async () => {
    const uploads = new Uploads();
    const slow = Array.from({ length: 100 }, () => incoming(100_000));
    const ends = slow.map(({ request }) => uploads.receive(request, async () => undefined));
    const letter = incoming(10_000);
    letter.go();
    expect(await uploads.receive(letter.request, async ({ bytes }) => bytes.length)).toBe(10_000);
    for (const { go } of slow) go();
    await Promise.all(ends);
  });

  test('of one who sends many slow ones keep nobody else waiting longer than one of them takes', async () => {
    const uploads = new Uploads();
    const slow = Array.from({ length: 60 }, () => incoming(49 * MB));
    const ends = slow.map(({ request }) => uploads.receive(request, async () => undefined, 'stuck').catch(() => undefined));
    const letter = incoming(49 * MB);
    letter.go();
    const delivered = uploads.receive(letter.request, async ({ bytes }) => bytes.length, 'other');
    await settle();
    slow[0]?.go();
    expect(await delivered).toBe(49 * MB);
    for (const { left } of slow) left.abort();
    for (const { go } of slow) go();
    await Promise.all(ends);
  });

  test('wait in a line that has an end, and whoever leaves it makes room', async () => {
    const uploads = new Uploads();
    const holding = Array.from({ length: 3 }, () => incoming(50 * MB));
    const waiting = Array.from({ length: 100 }, () => incoming(50 * MB));
    const ends = [...holding, ...waiting].map(({ request }) => uploads.receive(request, async () => 'delivered').catch((error: Error) => error.message));
    await settle();
    await expect(uploads.receive(incoming(1).request, async () => undefined)).rejects.toThrow('upload-busy');
    for (const { left } of waiting) left.abort();
    for (const { go } of holding) go();
    expect(new Set(await Promise.all(ends))).toEqual(new Set(['delivered', 'upload-malformed']));
    expect(inMemory(waiting)).toBe(0);
    const after = incoming(10);
    after.go();
    expect(await uploads.receive(after.request, async () => 'delivered')).toBe('delivered');
  });

  test('give their room back when they are too slow, too large or not delivered', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const uploads = new Uploads();
    for (let round = 0; round < 4; round += 1) {
      const slow = uploads.receive(incoming(2 * MB, false).request, async () => undefined).catch((error: Error) => error.message);
      await settle();
      // In the first stretch enough has come; in the second nothing.
      vi.advanceTimersByTime(30_000);
      vi.advanceTimersByTime(30_000);
      expect(await slow).toBe('upload-too-slow');
      const large = incoming(51 * MB, false);
      large.go();
      await expect(uploads.receive(large.request, async () => undefined)).rejects.toThrow('body-too-large');
      const fine = incoming(50 * MB);
      fine.go();
      await expect(uploads.receive(fine.request, () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that go on slowly but steadily are received', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let number = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          vi.advanceTimersByTime(15_000);
          number += 1;
          controller.enqueue(new Uint8Array(64 * 1024));
          if (number === 20) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const size = await new Uploads().receive(new Request('http://desk.example/', { method: 'PUT', body, duplex: 'half' }), async ({ bytes }) => bytes.length);
    expect(size).toBe(20 * 64 * 1024);
  });
});
