import { describe, expect, test } from 'vitest';
import { Registry } from '../../../src/metrics/registry.ts';

describe('the registry', () => {
  test('writes Prometheus’ text format', () => {
    const registry = new Registry();
    const calls = registry.counter({ name: 'calls_total', help: 'Calls.', labels: ['model', 'outcome'] });
    const plain = registry.counter({ name: 'plain_total', help: 'Plain.' });
    const seconds = registry.histogram({ name: 'wait_seconds', help: 'Wait.', labels: ['model'] }, [0.1, 1, 10]);
    registry.gauge({ name: 'queue', help: 'Queue.', labels: ['pool'] }, () => [[['gpu'], 3]]);
    calls.add(1, 'loket', 'done');
    calls.add(2, 'loket', 'done');
    calls.add(1, 'loket', 'cancelled');
    plain.add(0.5);
    for (const value of [0.05, 0.1, 5, 100]) seconds.observe(value, 'loket');
    expect(registry.text()).toBe(
      [
        '# HELP calls_total Calls.',
        '# TYPE calls_total counter',
        'calls_total{model="loket",outcome="done"} 3',
        'calls_total{model="loket",outcome="cancelled"} 1',
        '# HELP plain_total Plain.',
        '# TYPE plain_total counter',
        'plain_total 0.5',
        '# HELP wait_seconds Wait.',
        '# TYPE wait_seconds histogram',
        'wait_seconds_bucket{model="loket",le="0.1"} 2',
        'wait_seconds_bucket{model="loket",le="1"} 2',
        'wait_seconds_bucket{model="loket",le="10"} 3',
        'wait_seconds_bucket{model="loket",le="+Inf"} 4',
        'wait_seconds_sum{model="loket"} 105.15',
        'wait_seconds_count{model="loket"} 4',
        '# HELP queue Queue.',
        '# TYPE queue gauge',
        'queue{pool="gpu"} 3',
        '',
      ].join('\n'),
    );
  });

  test('lets no label or help text out of its place', () => {
    const registry = new Registry();
    registry.counter({ name: 'a_total', help: 'One\nline, one \\.', labels: ['model'] }).add(1, 'x"} 1\nevil{a="\\');
    expect(registry.text()).toBe('# HELP a_total One\\nline, one \\\\.\n# TYPE a_total counter\na_total{model="x\\"} 1\\nevil{a=\\"\\\\"} 1\n');
  });

  test('keeps a bounded number of series, and counts the rest together', () => {
    const registry = new Registry();
    const counter = registry.counter({ name: 'a_total', help: 'A.', labels: ['model'] });
    for (let index = 0; index < 1_500; index += 1) counter.add(1, `model-${index}`);
    counter.add(1, 'model-3');
    const text = registry.text();
    expect(text.split('\n')).toHaveLength(2 + 1_001 + 1);
    expect(text).toContain('a_total{model="other"} 500');
    expect(text).toContain('a_total{model="model-3"} 2');
  });

  test('has each name once', () => {
    const registry = new Registry();
    registry.counter({ name: 'a_total', help: 'A.' });
    expect(() => registry.gauge({ name: 'a_total', help: 'A.' }, () => [])).toThrow('a_total');
    expect(registry.names()).toEqual(['a_total']);
  });
});
