import { describe, expect, test } from 'vitest';
import type { Audience, Caller } from '../../../../src/models/call.ts';
import { FairQueue } from '../../../../src/models/pool/queue/fair-queue.ts';
import { randomNumbers } from '../../../support/random.ts';

const EQUAL = { resident: 1, employee: 1, api: 1, background: 0.1 };
const by = (audience: Audience, id: string): Caller => ({ audience, id });
const all = () => true;

function takeAll(queue: FairQueue<string>, serves: (model: string) => boolean = all): string[] {
  const taken: string[] = [];
  for (let next = queue.take(serves); next !== undefined; next = queue.take(serves)) taken.push(next.item);
  return taken;
}

const count = (taken: readonly string[], start: string) => taken.filter((item) => item.startsWith(start)).length;

describe('a fair queue', () => {
  test('gives each audience as many turns while all wait', () => {
    const queue = new FairQueue<string>(EQUAL);
    for (const audience of ['resident', 'employee', 'api'] as const) {
      for (let at = 0; at < 100; at += 1) queue.add(audience, by(audience, `${audience}-${at % 7}`), 'm', 1);
    }
    const first = takeAll(queue).slice(0, 150);
    for (const audience of ['resident', 'employee', 'api']) expect(count(first, audience)).toBe(50);
  });

  test('gives turns by weight where one is set', () => {
    const queue = new FairQueue<string>({ ...EQUAL, resident: 3 });
    for (const audience of ['resident', 'employee', 'api'] as const) for (let at = 0; at < 200; at += 1) queue.add(audience, by(audience, 'een'), 'm', 1);
    const first = takeAll(queue).slice(0, 200);
    expect([count(first, 'resident'), count(first, 'employee'), count(first, 'api')]).toEqual([120, 40, 40]);
  });

  test('keeps newcomers in the order in which they came, also when calls become shorter meanwhile', () => {
    const queue = new FairQueue<string>(EQUAL);
    const costs = [900, 700, 500, 800, 100];
    costs.forEach((costMs, at) => queue.add(`${at}`, by('resident', `nieuw-${at}`), 'm', costMs));
    expect(takeAll(queue)).toEqual(['0', '1', '2', '3', '4']);
  });

  test('lets a caller with one call go before the rest of a caller with 500', () => {
    const queue = new FairQueue<string>(EQUAL);
    for (let at = 0; at < 500; at += 1) queue.add(`veel-${at}`, by('api', 'veel'), 'm', 1);
    queue.add('weinig', by('api', 'weinig'), 'm', 1);
    expect(takeAll(queue).indexOf('weinig')).toBe(1);
  });

  test('keeps the order of one caller', () => {
    const queue = new FairQueue<string>(EQUAL);
    for (let at = 0; at < 5; at += 1) queue.add(`${at}`, by('api', 'een'), 'm', 1);
    expect(takeAll(queue)).toEqual(['0', '1', '2', '3', '4']);
  });

  test('lets nobody save up turns while away', () => {
    const queue = new FairQueue<string>(EQUAL);
    for (let at = 0; at < 1_000; at += 1) queue.add('resident', by('resident', 'een'), 'm', 1);
    for (let at = 0; at < 500; at += 1) queue.take(all)?.charge.settle(1);
    for (let at = 0; at < 100; at += 1) queue.add('api', by('api', 'een'), 'm', 1);
    expect(count(takeAll(queue).slice(0, 20), 'api')).toBeLessThanOrEqual(11);
  });

  test('gives only those that a host can serve, and keeps the others', () => {
    const queue = new FairQueue<string>(EQUAL);
    queue.add('groot', by('api', 'een'), 'groot', 1);
    queue.add('klein', by('api', 'twee'), 'klein', 1);
    expect(takeAll(queue, (model) => model === 'klein')).toEqual(['klein']);
    expect(queue.size).toBe(1);
  });

  test('sends the last of the greediest away for a newcomer, and never for one that has as many', () => {
    const queue = new FairQueue<string>(EQUAL);
    for (let at = 0; at < 5; at += 1) queue.add(`veel-${at}`, by('api', 'veel'), 'm', 1);
    queue.add('weinig', by('api', 'weinig'), 'm', 1);
    expect(queue.toMakeRoom(by('api', 'nieuw'))).toBe('veel-4');
    expect(queue.toMakeRoom(by('resident', 'nieuw'))).toBe('veel-4');
    expect(queue.toMakeRoom(by('api', 'veel'))).toBeUndefined();
    const even = new FairQueue<string>(EQUAL);
    for (const id of ['een', 'twee']) even.add(id, by('api', id), 'm', 1);
    expect(even.toMakeRoom(by('api', 'drie'))).toBeUndefined();
  });

  test('loses nobody and says the true order, whoever comes, leaves and is taken', () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 200; round += 1) {
      const queue = new FairQueue<string>(EQUAL);
      const present = new Map<string, { readonly place: ReturnType<typeof queue.add>; readonly caller: Caller }>();
      for (let step = 0; step < 120; step += 1) {
        const what = random(10);
        if (what < 6) {
          const audience = (['resident', 'employee', 'api'] as const)[random(3)] ?? 'api';
          const item = `${audience}-${step}`;
          const caller = by(audience, `${random(4)}`);
          present.set(item, { place: queue.add(item, caller, `model-${random(2)}`, 1 + random(9)), caller });
        } else if (what < 8) {
          const [item, one] = [...present][random(Math.max(1, present.size))] ?? [];
          if (item !== undefined && one !== undefined) {
            queue.remove(one.place, one.caller);
            present.delete(item);
          }
        } else {
          const taken = queue.take(random(2) === 0 ? all : (model) => model === 'model-1');
          if (taken === undefined) continue;
          expect(present.delete(taken.item)).toBe(true);
          if (random(2) === 0) taken.charge.settle(random(20));
        }
        expect(queue.size).toBe(present.size);
      }
      const order = queue.inOrder();
      expect(takeAll(queue)).toEqual(order);
      expect(new Set(order)).toEqual(new Set(present.keys()));
      expect(queue.size).toBe(0);
    }
  });
});
