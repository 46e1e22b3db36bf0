import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BusyTime } from '../../../src/metrics/busy-time.ts';
import { watchGateway } from '../../../src/metrics/gateway-gauges.ts';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import { watchProcess } from '../../../src/metrics/process.ts';
import type { CallReport } from '../../../src/models/call.ts';

const report: CallReport = {
  model: 'loket-standaard',
  audience: 'resident', caller: 'c1',
  kind: 'chat',
  host: 'gpu-1',
  waitedMs: 500,
  firstChunkMs: 1_500,
  durationMs: 12_000,
  usage: { promptTokens: 700, answerTokens: 101 },
  outcome: 'done',
};
const gateway = {
  hosts: () => [
    { id: 'gpu-1', pool: 'gpu', slots: 4, inUse: 2, state: 'closed' },
    { id: 'gpu-2', pool: 'gpu', slots: 2, inUse: 0, state: 'half-open' },
  ],
  waiting: () => new Map([['gpu', 7]]),
};

describe('what is measured of calls to models', () => {
  test('rate, wait, first token, speed, tokens and energy, by model, audience and host', () => {
    const metrics = createMetrics({ powerOf: () => ({ watts: 200, isMeasured: false }) });
    metrics.call(report);
    const text = metrics.text();
    expect(text).toContain('balie_model_calls_total{model="loket-standaard",audience="resident",host="gpu-1",kind="chat",outcome="done"} 1');
    expect(text).toContain('balie_model_wait_seconds_sum{model="loket-standaard",audience="resident"} 0.5');
    expect(text).toContain('balie_model_first_token_seconds_sum{model="loket-standaard",audience="resident",host="gpu-1"} 2');
    expect(text).toContain('balie_model_call_duration_seconds_sum{model="loket-standaard",audience="resident",host="gpu-1"} 12');
    // A hundred tokens after the first one, in ten seconds.
    expect(text).toContain('balie_model_tokens_per_second_sum{model="loket-standaard",host="gpu-1"} 10\n');
    expect(text).toContain('balie_model_tokens_total{model="loket-standaard",audience="resident",host="gpu-1",direction="in"} 700');
    expect(text).toContain('balie_model_tokens_total{model="loket-standaard",audience="resident",host="gpu-1",direction="out"} 101');
    // 200 W for the 11.5 s at the host.
    expect(text).toContain('balie_model_energy_joules_total{model="loket-standaard",audience="resident",host="gpu-1",source="estimate"} 2300');
  });

  test('a call that came to no host, and one that was cancelled before its first token', () => {
    const metrics = createMetrics();
    metrics.call({ ...report, host: undefined, firstChunkMs: undefined, usage: { promptTokens: 0, answerTokens: 0 }, outcome: 'model-busy' });
    metrics.call({ ...report, firstChunkMs: undefined, usage: { promptTokens: 0, answerTokens: 0 }, outcome: 'cancelled' });
    const text = metrics.text();
    expect(text).toContain('host="none",kind="chat",outcome="model-busy"} 1');
    expect(text).toContain('host="gpu-1",kind="chat",outcome="cancelled"} 1');
    expect(text).not.toMatch(/balie_model_(?:first_token_seconds|tokens_per_second|tokens_total|energy_joules_total)[_a-z]*\{/);
  });

  test('energy of calls at the same time is that of one host, and says whether it was measured', () => {
    let now = 10_000;
    const metrics = createMetrics({ powerOf: (host) => ({ watts: 100, isMeasured: host === 'gpu-1' }), clock: () => now });
    const ten = { ...report, waitedMs: 0, durationMs: 10_000 };
    metrics.call(ten);
    metrics.call({ ...ten, model: 'ander' });
    now += 5_000;
    metrics.call(ten);
    metrics.call({ ...ten, host: 'gpu-2' });
    const joules = [...metrics.text().matchAll(/^balie_model_energy_joules_total\{.*host="(.*?)",source="(.*?)"\} (.*)$/gm)].map(([, host, source, value]) => [host, source, Number(value)]);
    expect(joules).toEqual([['gpu-1', 'measured', 1_500], ['gpu-1', 'measured', 0], ['gpu-2', 'estimate', 1_000]]);
  });

  test('time at work counts once, in whatever order it is told', () => {
    const time = new BusyTime();
    const whole = [[5, 8], [0, 10], [20, 30], [2, 3], [8, 22], [30, 30]] as const;
    expect(whole.map(([from, until]) => time.add(from, until))).toEqual([3, 7, 10, 0, 10, 0]);
  });

  test('queues and hosts as they are when asked', () => {
    const metrics = createMetrics();
    watchGateway(metrics.registry, gateway);
    const text = metrics.text();
    expect(text).toContain('balie_queue_length{pool="gpu"} 7');
    expect(text).toContain('balie_host_calls{host="gpu-1",pool="gpu"} 2');
    expect(text).toContain('balie_host_up{host="gpu-1",pool="gpu"} 1');
    expect(text).toContain('balie_host_up{host="gpu-2",pool="gpu"} 0');
  });

  test('the process: memory, processor time, lag', () => {
    const metrics = createMetrics();
    watchProcess(metrics.registry);
    const value = (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(metrics.text())?.[1]);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(value('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(Math.abs(value('process_start_time_seconds') - Date.now() / 1_000)).toBeLessThan(86_400);
    expect(metrics.text()).toMatch(/balie_event_loop_lag_seconds\{quantile="0.99"\} \d/);
  });
});

describe('the dashboard', () => {
  const dashboard = JSON.parse(readFileSync(new URL('../../../deploy/grafana/balie.json', import.meta.url), 'utf8')) as {
    title: string;
    uid: string;
    panels: { id: number; title: string; type: string; description?: string; gridPos: Record<'x' | 'y' | 'w' | 'h', number>; targets?: { expr: string }[] }[];
  };
  const metrics = createMetrics({ powerOf: () => ({ watts: 200, isMeasured: false }) });
  watchGateway(metrics.registry, gateway);
  watchProcess(metrics.registry);
  const expressions = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

  test('shows nothing that is not measured, and all that is measured of calls', () => {
    const samples = new Set(metrics.registry.names().flatMap((name) => [name, `${name}_bucket`, `${name}_sum`, `${name}_count`]));
    const used = new Set(expressions.flatMap((expr) => expr.match(/\b(?:balie|process)_[a-z_]+/g) ?? []));
    expect([...used].filter((name) => !samples.has(name))).toEqual([]);
    const shown = metrics.registry.names().filter((name) => [...used].some((one) => one === name || one.startsWith(`${name}_`)));
    expect(metrics.registry.names().filter((name) => name.startsWith('balie_model_') && !shown.includes(name))).toEqual([]);
  });

  test('names only labels that its metrics have', () => {
    metrics.call(report);
    metrics.request({ method: 'GET', route: '/', status: 200, ms: 3 });
    metrics.fault('not-found');
    metrics.visitor('too-many', 'address');
    metrics.turn({ assistant: 'loket', outcome: 'answered', ms: 900, firstTextMs: 300 });
    const text = metrics.text();
    for (const expr of expressions) {
      for (const [, labels] of expr.matchAll(/by \(([^)]*)\)/g)) {
        const names = (labels ?? '').split(',').map((name) => name.trim()).filter((name) => name !== 'le');
        const metric = /\b(?:balie|process)_[a-z_]+/.exec(expr)?.[0].replace(/_(?:bucket|sum|count)$/, '') ?? '';
        const isLabel = (name: string) => new RegExp(`^${metric}[_a-z]*\\{[^}]*\\b${name}="`, 'm').test(text);
        expect(names.filter((name) => !isLabel(name)), expr).toEqual([]);
      }
    }
  });

  test('is a dashboard that Grafana reads: each panel with an id, a place and something in it', () => {
    expect(dashboard).toMatchObject({ title: 'Balie', uid: 'balie' });
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    for (const { title, type, gridPos, targets = [] } of dashboard.panels) {
      expect(title).not.toBe('');
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      expect(targets.length > 0, title).toBe(type !== 'row');
    }
  });
});
