/** What metrics and traces cost a request, in processor time: `node test/bench/measured.ts`. */
import { traceOf } from '../../src/http/server/trace.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';

const TIMES = 200_000;
const metrics = createMetrics({ powerOf: () => ({ watts: 300, isMeasured: false }) });
const usage = { promptTokens: 700, answerTokens: 120 };
const report = { model: 'loket', audience: 'api', caller: 'k1', kind: 'chat', host: 'gpu-1', waitedMs: 3, firstChunkMs: 40, durationMs: 900, usage, outcome: 'done' } as const;
const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

measure('a call to a model', () => metrics.call(report));
measure('a request', () => metrics.request({ method: 'POST', route: '/v1/chat/completions', status: 200, ms: 900 }));
measure('a trace that is given', () => void traceOf(given));
measure('a trace that is made', () => void traceOf(undefined));
measure('a scrape', () => void metrics.text(), 2_000);

function measure(what: string, run: () => void, times = TIMES): void {
  for (let index = 0; index < times / 10; index += 1) run();
  const began = process.cpuUsage();
  for (let index = 0; index < times; index += 1) run();
  const { user, system } = process.cpuUsage(began);
  console.log(`${what}: ${((user + system) / times).toFixed(2)} µs`);
}
