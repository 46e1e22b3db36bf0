import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { watchArticle50 } from '../../../src/metrics/article50-gauge.ts';
import { gaugeBackups } from '../../../src/metrics/backup-gauge.ts';
import { watchDrift } from '../../../src/metrics/drift-gauge.ts';
import { watchGateway } from '../../../src/metrics/gateway-gauges.ts';
import { watchLiveStates } from '../../../src/metrics/live-gauge.ts';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import { watchOutlets } from '../../../src/metrics/outlet-gauges.ts';
import { watchProcess } from '../../../src/metrics/process.ts';
import { watchRetention } from '../../../src/metrics/retention-gauge.ts';
import { watchOff } from '../../../src/metrics/switch-gauge.ts';
import { deployed, withoutComments } from './support.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}
const rules = (parse(deployed('monitoring/alerts.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);

/** All that the desk measures, each with a value. */
function measured(): string {
  const metrics = createMetrics();
  const { registry } = metrics;
  watchProcess(registry);
  watchGateway(registry, { hosts: () => [{ id: 'gpu-1', pool: 'gpu', slots: 8, inUse: 2, state: 'closed' }], waiting: () => new Map([['gpu', 7]]) });
  watchOff(registry, ['loket'], () => false);
  watchOutlets(registry, () => [{ kind: 'siem', to: 'siem.example', waiting: 0, refused: 0, fault: null, acknowledgedAt: null }]);
  watchDrift(registry, () => 0);
  watchLiveStates(registry, () => [{ name: 'loket', standing: 'excepted', daysLeft: 14 }]);
  watchArticle50(registry, () => 0);
  watchRetention(registry)(false);
  gaugeBackups(registry)('2026-11-28T02:30:00Z');
  metrics.request({ method: 'GET', route: '/', status: 200, ms: 3 });
  metrics.fault('not-found');
  metrics.database(true);
  metrics.turn({ assistant: 'loket', outcome: 'answered', ms: 900, firstTextMs: 300 });
  return metrics.text();
}

const text = measured();
const isMeasured = (name: string) => new RegExp(`^${name}(?:\\{| )`, 'm').test(text);
const isLabel = (metric: string, label: string) => new RegExp(`^${metric}\\{[^}]*\\b${label}="`, 'm').test(text);
/** What Prometheus itself puts beside each value. */
const OF_PROMETHEUS = ['job', 'instance', 'namespace', 'pod'];

describe.each(rules.map((rule) => [rule.alert, rule] as const))('the alarm %s', (_, { expr, labels, annotations }) => {
  test('goes by what the desk measures, and by labels that it has', () => {
    const used = [...expr.matchAll(/\b((?:balie|process)_[a-z0-9_]+)(?:\{([^}]*)\})?/g)];
    expect(used.length + (expr.match(/\bup\{/g)?.length ?? 0)).toBeGreaterThan(0);
    for (const [, name = '', selector = ''] of used) {
      expect(isMeasured(name), name).toBe(true);
      const chosen = [...selector.matchAll(/(\w+)\s*(?:=~?|!=|!~)/g)].map(([, label]) => label ?? '');
      // Of one desk, whatever else Prometheus watches.
      expect(chosen).toContain('job');
      expect(chosen.filter((label) => !OF_PROMETHEUS.includes(label) && !isLabel(name, label)), expr).toEqual([]);
    }
    const grouped = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, names]) => (names ?? '').split(',').map((name) => name.trim()));
    const names = used.map(([, name]) => name ?? '');
    expect(grouped.filter((label) => !OF_PROMETHEUS.includes(label) && !names.some((name) => isLabel(name, label))), expr).toEqual([]);
  });

  test('says what is the matter, how bad it is and what to do', () => {
    expect(['page', 'ticket']).toContain(labels.severity);
    expect(annotations.summary).toMatch(/^[A-Z].{10,}[^.]$/);
    expect(annotations.description).toMatch(/^[A-Z].{20,}\.$/);
    const named = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label ?? '');
    const given = expr.includes('by (') ? (/by \(([^)]*)\)/.exec(expr)?.[1] ?? '').split(',').map((name) => name.trim()) : OF_PROMETHEUS;
    expect(named.filter((label) => !given.includes(label)), annotations.summary).toEqual([]);
  });
});

test('what scales the desk is measured too', () => {
  const used = [...withoutComments(deployed('helm/balie/templates/availability.yaml')).matchAll(/\bbalie_[a-z_]+/g)].map(([name]) => name);
  expect(used).toEqual(['balie_queue_length']);
  expect(used.every(isMeasured)).toBe(true);
});
