import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { createExports, type ToMake } from '../../../src/workplace/export/aside.ts';

const AT = new Date('2026-11-26T10:00:00Z');
const stays = () => new AbortController().signal;
const wanted = (answers: number, format: ToMake['format'] = 'pdf', answer = 'Het kost **€ 64,80**, en dat staat in de tarieven.\n\n- Eén punt\n- Nog een punt'): ToMake => ({
  document: { title: 'Parkeren', publisher: 'Gemeente Lindewaarde', asked: 'Vraag', parts: Array.from({ length: answers }, (_, at) => ({ question: `Vraag ${at + 1}?`, answer, sources: [] })) },
  format,
  at: AT,
});

test('a long conversation is made without holding up who else is served, and who would be one too many is told so', async () => {
  const exports = createExports({ atOnce: 1, waiting: 1 });
  const before = performance.eventLoopUtilization();
  const first = exports.make(wanted(100), stays());
  const leaving = new AbortController();
  const second = exports.make(wanted(1), leaving.signal);
  await expect(exports.make(wanted(1), stays())).rejects.toMatchObject({ code: 'export-busy' });
  // Text needs no place.
  expect((await exports.make(wanted(1, 'md'), stays())).name).toBe('parkeren-2026-11-26.md');
  // Who leaves makes room for another.
  leaving.abort(new Error('left'));
  await expect(second).rejects.toThrow('left');
  const third = exports.make(wanted(1, 'docx'), stays());
  const { bytes } = await first;
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  expect((await third).name).toBe('parkeren-2026-11-26.docx');
});

test('what takes too long is given up, what the font lacks is said, and the place is free again after both', async () => {
  const exports = createExports({ atOnce: 1, waiting: 0 });
  await expect(createExports({ patienceMs: 1 }).make(wanted(1), stays())).rejects.toMatchObject({ code: 'export-too-long' });
  await expect(exports.make(wanted(1, 'pdf', 'جواز'), stays())).rejects.toMatchObject({ code: 'export-letters' });
  const leaving = new AbortController();
  const stopped = exports.make(wanted(500), leaving.signal);
  leaving.abort(new Error('left'));
  await expect(stopped).rejects.toThrow('left');
  expect((await exports.make(wanted(1), stays())).type).toBe('application/pdf');
});
