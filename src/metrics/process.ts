import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Registry } from './registry.ts';

/** Fine enough to see what holds up a stream of tokens. */
const RESOLUTION_MS = 10;
const NANO = 1e9;
const MICRO = 1e6;

/** What the process itself takes: memory, processor time, and how long its event loop keeps others waiting. */
export function watchProcess(registry: Registry): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const lag = () => {
    // The timer that measures waits by itself; what is beyond that is lag. NaN before the first one.
    const seconds = (nanos: number) => Math.max(0, (nanos || 0) / NANO - RESOLUTION_MS / 1_000);
    const values = [[['0.5'], seconds(delay.percentile(50))], [['0.99'], seconds(delay.percentile(99))], [['1'], seconds(delay.max)]] as const;
    delay.reset();
    return values;
  };
  registry.gauge({ name: 'balie_event_loop_lag_seconds', help: 'Delay of the event loop since the last scrape, by quantile.', labels: ['quantile'] }, lag);
  registry.gauge({ name: 'process_resident_memory_bytes', help: 'Resident memory size in bytes.' }, () => [[[], process.memoryUsage.rss()]]);
  registry.gauge({ name: 'balie_heap_used_bytes', help: 'Memory of JavaScript objects in use.' }, () => [[[], process.memoryUsage().heapUsed]]);
  registry.gauge({ name: 'process_cpu_seconds_total', help: 'Total user and system CPU time spent in seconds.' }, () => [[[], cpuSeconds()]], 'counter');
  registry.gauge({ name: 'process_start_time_seconds', help: 'Start time of the process since unix epoch in seconds.' }, () => [[[], Date.now() / 1_000 - process.uptime()]]);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICRO;
}
