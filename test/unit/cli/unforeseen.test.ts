import { expect, test } from 'vitest';
import { keepReadingFiles } from '../../../src/cli/deps/chat-file-deps.ts';
import { tellUnforeseen } from '../../../src/cli/desk/unforeseen.ts';
import { BalieError, isOfDatabase, isRefused, keptFault } from '../../../src/errors.ts';

const SAID = 'Geheime notitie van mevrouw Jansen';
const postgres = (code: string, more: object = {}) => Object.assign(new Error(`invalid input: "${SAID}"`), { code, detail: SAID, ...more });

test.each([
  [postgres('54000', { constraint: 'deliveries_collection_id_source_id_key' }), 'internal', 'PostgreSQL 54000 deliveries_collection_id_source_id_key'],
  [postgres('22P02'), 'internal', 'PostgreSQL 22P02'],
  [new TypeError(SAID), 'internal', 'TypeError'],
  [Object.assign(new Error(SAID), { code: 'ERR_IPC_CHANNEL_CLOSED' }), 'internal', 'Error ERR_IPC_CHANNEL_CLOSED'],
  ['iets', 'internal', undefined],
  [new BalieError('internal', { detail: 'turn had ended before' }), 'internal', 'turn had ended before'],
  [new BalieError('document-corrupt', { cause: postgres('22P02') }), 'document-corrupt', undefined],
  [new BalieError('document-corrupt', { detail: 'pagina 3' }), 'document-corrupt', 'pagina 3'],
])('of %o is kept: %s, %s', (error, code, detail) => {
  expect(keptFault(error)).toEqual({ code, detail });
});

test.each([
  ['22P05', true, false],
  ['22021', true, false],
  ['54000', true, false],
  ['23505', false, true],
  ['42P01', false, true],
  ['XX000', false, true],
  ['ERR_INVALID_ARG_TYPE', false, false],
])('%s: refused %s, of the database itself %s', (code, refused, ofDatabase) => {
  expect([isRefused(postgres(code)), isOfDatabase(postgres(code))]).toEqual([refused, ofDatabase]);
});

test('a database that is away, or has no room, is a fault of itself; a document that is broken is none', () => {
  const codes = ['database-unavailable', 'log-full', 'document-corrupt', 'internal'] as const;
  expect(codes.map((code) => isOfDatabase(new BalieError(code)))).toEqual([true, true, false, false]);
});

/** The lines that a fault makes in the log. */
function linesOf(error: unknown): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  tellUnforeseen({ error: (...[line, text]: unknown[]) => void lines.push({ ...(line as object), text }) } as never)(error, { collection: 'open', document: 'a.md' });
  return lines;
}

test('the log says where an unforeseen fault came from; of the words of PostgreSQL, which quote, nothing', () => {
  const [line] = linesOf(postgres('22P02'));
  expect(line).toMatchObject({ collection: 'open', document: 'a.md', fault: 'PostgreSQL 22P02', text: 'unforeseen fault', trace: expect.stringContaining('unforeseen.test.ts') });
  expect(JSON.stringify(line)).not.toContain('Geheim');
  expect(linesOf(new BalieError('internal', { cause: new TypeError('a is not a function') }))).toMatchObject([{ fault: 'TypeError', trace: expect.stringMatching(/TypeError: a is not a function\n +at /) }]);
  expect(linesOf(new BalieError('internal', { detail: 'no row' }))).toMatchObject([{ trace: expect.stringContaining('internal: no row') }]);
});

test('a file in a conversation that meets one is told as well, and tried again', async () => {
  const told: unknown[] = [];
  const broken = postgres('XX000');
  let run: (id: string, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  const queue = { readings: { work: async (work: typeof run) => void (run = work) } };
  const workers = { queue, pool: {}, onUnforeseen: (...fault: unknown[]) => void told.push(fault) };
  const files = { toRead: async () => ({ name: 'a.txt', bytes: Buffer.from('x') }), keep: async () => undefined, fail: async () => undefined };
  const pool = { extract: () => Promise.reject(broken) };
  await keepReadingFiles({ desk: { workplace: { files } }, workers: { ...workers, pool } } as never);
  await expect(run('7', new AbortController().signal)).rejects.toBe(broken);
  expect(told).toEqual([[broken, { chatFile: '7' }]]);
  // The end of the process is no fault of a file.
  await expect(run('7', AbortSignal.abort())).rejects.toBe(broken);
  expect(told).toHaveLength(1);
});
