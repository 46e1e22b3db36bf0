import { expect, test } from 'vitest';
import type { TurnEnd } from '../../../src/answer/ports.ts';
import { BalieError } from '../../../src/errors.ts';
import { createWholeWork, type WorkPorts } from '../../../src/workplace/whole/run.ts';
import { assistant } from '../../support/passages.ts';

const place = { conversationId: '5b1e7a52-0c4a-4b5e-8f53-0c1f0f6f8a11', personId: 'noor' };
const read = { title: 'Regels', mediaType: 'text/plain', passages: [{ ordinal: 1, headings: [], text: 'De vergunning kost 50 euro.' }], warnings: [] };

/** Work that needs no model: a file is compared with itself. */
async function compared({ received, ended }: { received?: BalieError; ended?: BalieError } = {}) {
  const happened: string[] = [];
  const kept: (TurnEnd | undefined)[] = [];
  const fail = (fault: BalieError | undefined) => (fault === undefined ? Promise.resolve() : Promise.reject(fault));
  const ports: WorkPorts = {
    log: {
      received: () => fail(received),
      async ended(_, end, late) {
        kept.push(end, late);
        await fail(ended);
        return true;
      },
    },
    files: { requireOwn: async () => undefined, isUnasked: async () => false, open: async () => ['oud', 'nieuw'].map((id) => ({ id, name: `${id}.txt`, bytes: 10, read })) },
    assistantOf: async () => assistant.name,
    works: {
      begin: async () => void happened.push('begin'),
      end: async () => void happened.push('end'),
      unbegin: async () => void happened.push('unbegin'),
      report: async () => true,
      stop: async () => true,
      list: async () => [],
    },
    model: { chat: () => { throw new Error('no model is needed'); } },
    contextOf: () => 8_000,
    prompts: Object.fromEntries(['piece', 'merge', 'change', 'rows'].map((name) => [name, { text: '', stamp: { name, version: '1', sha256: '' } }])) as unknown as WorkPorts['prompts'],
    words: { of: (text) => text.split(' '), stem: (word) => word, isContent: () => true },
    readable: (text) => text,
    masked: (text) => text,
    newId: () => 'work',
    clock: () => 0,
    version: '1.2.3',
  };
  const work = createWholeWork(ports).run({ assistant, place, task: { kind: 'compare', before: 'oud', after: 'nieuw' }, asker: { audience: 'employee', id: 'noor' } }, new AbortController().signal);
  const events: string[] = [];
  const fault = await (async () => {
    for await (const event of work) events.push(event.type === 'error' ? event.error.code : event.type);
    return undefined;
  })().catch((error: unknown) => (error as BalieError).code);
  return { happened, kept, events, fault };
}

test('work of which the end is kept is over', async () => {
  const { happened, events } = await compared();
  expect(happened).toEqual(['begin', 'end']);
  expect(events.at(-1)).toBe('done');
});

test.each(['database-unavailable', 'log-full'] as const)('while the log still tries to keep the end (%s) it is not over, and what is kept later is that it failed, as was told', async (code) => {
  const { happened, kept, events } = await compared({ ended: new BalieError(code) });
  expect(happened).toEqual(['begin']);
  expect(events.at(-1)).toBe(code);
  expect(kept).toMatchObject([{ outcome: 'answered' }, { outcome: 'failed', reason: 'database-unavailable' }]);
});

test('an end that is not tried again ends it', async () => {
  expect((await compared({ ended: new BalieError('internal') })).happened).toEqual(['begin', 'end']);
});

test('work of which nothing was recorded leaves no row', async () => {
  const { happened, fault } = await compared({ received: new BalieError('conversation-unknown') });
  expect(happened).toEqual(['begin', 'unbegin']);
  expect(fault).toBe('conversation-unknown');
});
