import { expect, test } from 'vitest';
import { keepSources } from '../../../src/cli/keeping/keep-sources.ts';
import type { Config } from '../../../src/config/config.ts';
import type { Database } from '../../../src/store/database.ts';
import type { Workers } from '../../../ingest/work.ts';

const website = { start: ['https://www.utrecht.example/'], allow: ['https://www.utrecht.example/'], deny: [], maxPages: 1, delay: 0, allowPrivate: [] };
const about = { owner: 'Team', readers: ['resident'] as const };
const config = {
  collections: [
    { ...about, id: 'producten', title: 'Producten', folder: import.meta.dirname },
    { ...about, id: 'site', title: 'Site', website },
    { ...about, id: 'geleverd', title: 'Geleverd' },
  ],
  municipality: { name: 'Utrecht', website: 'https://www.utrecht.example' },
} as unknown as Config;

/** A desk whose queue takes no timetable before `tries` have failed. */
function desk(tries: number) {
  const stop = new AbortController();
  const [told, unforeseen, asked] = [[] as string[], [] as unknown[], [] as string[]];
  const timetables: ReadonlyMap<string, string>[] = [];
  let read: (id: string, signal: AbortSignal) => Promise<void> = () => Promise.reject(new Error('nobody reads'));
  const queue = {
    workSources: async (run: typeof read) => void (read = run),
    async keepSchedule(timetable: ReadonlyMap<string, string>) {
      timetables.push(timetable);
      if (timetables.length <= tries) throw new Error('weg');
    },
    lookThrough: async (id: string) => void asked.push(id),
  };
  const workers = { queue, onUnforeseen: (...fault: unknown[]) => void unforeseen.push(fault) } as unknown as Workers;
  const broken = Object.assign(new Error('relation "runs" is weg'), { code: '42P01' });
  const db = { query: async (sql: string) => { if (sql.includes('declared')) throw broken; return []; } } as unknown as Database;
  const kept = keepSources({ db, config, workers, isReading: () => false, note: () => undefined, onError: (error) => void told.push(String(error)), signal: stop.signal });
  return { kept, stop, told, unforeseen, asked, timetables, broken, read: (id: string) => read(id, stop.signal) };
}

test('the timetable is set again where it could not be the first time', async () => {
  const { kept, told, asked, timetables } = desk(1);
  await kept;
  expect(timetables).toHaveLength(2);
  expect([...(timetables[1] ?? [])]).toEqual([['producten', '0 * * * *'], ['site', '0 3 * * *']]);
  expect(told).toEqual(['Error: weg']);
  // A new website is read at once, then as well.
  expect(asked).toEqual(['site']);
});

test('that ends with the desk', async () => {
  const { kept, stop, told } = desk(Infinity);
  await expect.poll(() => told).toHaveLength(1);
  stop.abort();
  await kept;
  expect(told).toHaveLength(1);
});

test('what kept a source from being read and nobody foresaw is told with its collection, and tried again', async () => {
  const { kept, read, unforeseen, broken } = desk(0);
  await kept;
  await expect(read('producten')).rejects.toBe(broken);
  expect(unforeseen).toEqual([[broken, { collection: 'producten' }]]);
});
