import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Audience } from '../../../../src/models/call.ts';
import { BACKGROUND_SHARE } from '../../../../src/models/pool/settings.ts';
import { FairQueue } from '../../../../src/models/pool/queue/fair-queue.ts';
import { randomNumbers } from '../../../support/random.ts';
import { ScriptedHost } from '../../../support/scripted-hosts.ts';
import { asking, gatewayOver, patience, readAll } from './support.ts';

const EQUAL = { resident: 1, employee: 1, api: 1, background: BACKGROUND_SHARE };

interface Client {
  readonly audience: Audience;
  readonly id: string;
  /** Calls that it has under way. */
  readonly each: number;
  /** How long its next call keeps a host. */
  readonly ms: () => number;
}

interface Load {
  readonly clients: readonly Client[];
  readonly hosts?: number;
  readonly slots?: number;
  readonly shares?: typeof EQUAL;
  readonly forMs?: number;
}

/** The part that each client got of the hosts' time while all asked for more than there was. */
async function partsOf({ clients, hosts = 1, slots = 1, shares = EQUAL, forMs = 3_600_000 }: Load): Promise<Record<string, number>> {
  const got = new Map<string, number>();
  const script: ScriptedHost['script'] = (call) => {
    const [id = '', ms = '0'] = String(call.call.messages[0]?.content).split(' ');
    setTimeout(() => {
      got.set(id, (got.get(id) ?? 0) + Number(ms));
      call.answer();
    }, Number(ms));
  };
  const { gateway } = gatewayOver(Array.from({ length: hosts }, (_, at) => new ScriptedHost(`${at}`, { script })), { slots, settings: { shares, deadlineMs: 100 * forMs } });
  const over = new AbortController();
  for (const { audience, id, each, ms } of clients) {
    const goOn = async () => {
      while (!over.signal.aborted) await readAll(gateway.chat(asking(`${id} ${ms()}`), { audience, id }, patience())).catch(() => undefined);
    };
    for (let at = 0; at < each; at += 1) void goOn();
  }
  await vi.advanceTimersByTimeAsync(forMs);
  over.abort();
  const all = [...got.values()].reduce((sum, one) => sum + one, 0);
  await gateway.close();
  return Object.fromEntries([...got].map(([id, one]) => [id, one / all]));
}

const client = (id: string, ms: number | (() => number), { audience = 'api', each = 4 }: Partial<Client> = {}): Client => ({ audience, id, each, ms: typeof ms === 'number' ? () => ms : ms });
/** How far a part is from what it should be, as a part of that. */
const off = (part: number | undefined, wanted: number) => Math.abs((part ?? 0) - wanted) / wanted;
const ALLOWED = 0.1;

describe('a share is time of hosts, not a number of calls', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  test.each([[1, 1], [1, 4], [3, 2]])('between callers with long answers and short ones, on %i hosts of %i slots', async (hosts, slots) => {
    const parts = await partsOf({ clients: [client('lang', 20_000, { each: 12 }), client('kort', 2_000, { each: 12 })], hosts, slots });
    expect(off(parts['lang'], 0.5)).toBeLessThan(ALLOWED);
    expect(off(parts['kort'], 0.5)).toBeLessThan(ALLOWED);
  });

  test('between audiences, however many callers one has and however long their answers are', async () => {
    const residents = Array.from({ length: 8 }, (_, at) => client(`inwoner-${at}`, 15_000, { audience: 'resident', each: 2 }));
    const parts = await partsOf({ clients: [...residents, client('medewerker', 3_000, { audience: 'employee' }), client('programma', 6_000)], slots: 2 });
    expect(off(residents.reduce((sum, { id }) => sum + (parts[id] ?? 0), 0), 1 / 3)).toBeLessThan(ALLOWED);
    expect(off(parts['medewerker'], 1 / 3)).toBeLessThan(ALLOWED);
    expect(off(parts['programma'], 1 / 3)).toBeLessThan(ALLOWED);
    for (const { id } of residents) expect(off(parts[id], 1 / 24)).toBeLessThan(ALLOWED);
  });

  test('by weight', async () => {
    const clients = [client('inwoner', 12_000, { audience: 'resident' }), client('medewerker', 1_000, { audience: 'employee' })];
    const parts = await partsOf({ clients, shares: { ...EQUAL, resident: 3 } });
    expect(off(parts['inwoner'], 0.75)).toBeLessThan(ALLOWED);
  });

  test('of calls that differ each time', async () => {
    const random = randomNumbers(11);
    const clients = [client('wild', () => 500 + random(40_000), { each: 8 }), client('half', () => 500 + random(10_000), { each: 8 }), client('kort', () => 500 + random(2_000), { each: 8 })];
    const parts = await partsOf({ clients, hosts: 2, forMs: 4 * 3_600_000 });
    for (const { id } of clients) expect(off(parts[id], 1 / 3)).toBeLessThan(ALLOWED);
  });

  test('what nobody waits for gets little while others wait, never nothing, and all when nobody does', async () => {
    const background = client('passages', 1_000, { audience: 'background', each: 1 });
    const parts = await partsOf({ clients: [background, client('inwoner', 5_000, { audience: 'resident' }), client('programma', 5_000)] });
    expect(parts['passages']).toBeGreaterThan(0.02);
    expect(parts['passages']).toBeLessThan(0.1);
    expect(await partsOf({ clients: [background], forMs: 60_000 })).toEqual({ passages: 1 });
  });

  test('a caller who comes back, and each who is new, is served in its round, whatever others had', () => {
    const queue = new FairQueue<string>(EQUAL);
    const add = (id: string) => queue.add(id, { audience: 'resident', id }, 'm', 8_000);
    const took = () => {
      const taken = queue.take(() => true);
      taken?.charge.settle(8_000);
      return taken?.item;
    };
    add('terug');
    took();
    add('terug');
    // New ones keep coming: one for each that is served.
    const order: (string | undefined)[] = [];
    for (let at = 0; at < 20; at += 1) {
      add(`nieuw-${at}`);
      order.push(took());
    }
    expect(order.indexOf('terug')).toBeGreaterThanOrEqual(0);
    expect(order.indexOf('terug')).toBeLessThan(3);
  });

  test('remembers a bounded number of callers, and never forgets one that has something under way', () => {
    const queue = new FairQueue<string>(EQUAL);
    const heavy = queue.charge({ audience: 'api', id: 'zwaar' }, 1_000);
    for (let at = 0; at < 10_000; at += 1) queue.charge({ audience: 'api', id: `${at}` }, 10).settle(10);
    heavy.settle(900_000);
    queue.add('zwaar', { audience: 'api', id: 'zwaar' }, 'm', 10);
    for (let at = 0; at < 50; at += 1) queue.add('licht', { audience: 'api', id: `licht-${at}` }, 'm', 10);
    const order = Array.from({ length: 51 }, () => queue.take(() => true)?.item);
    expect(order.at(-1)).toBe('zwaar');
  });
});
