import { setTimeout as sleep } from 'node:timers/promises';
import { runPoolLoad } from '../support/pool-load.ts';

/**
 * Load on a pool of three hosts, one of which dies under it: `node test/load/pool.ts [CALLS]`. Prints what came of it; exits 1 when a
 * call failed before its first piece, or when an audience got a share that is more than a tenth off.
 */
const calls = Number(process.argv[2] ?? 3_000);
const slots = 8;
const began = process.cpuUsage();
const start = performance.now();
const { reports, failedBefore, brokenAfter, byCaller, most } = await runPoolLoad({ calls, slots, pieces: 20, each: 16, pause: () => sleep(5) });
const seconds = (performance.now() - start) / 1_000;
const { user, system } = process.cpuUsage(began);

const timeOf = (chosen: typeof reports) => chosen.reduce((sum, { durationMs, waitedMs }) => sum + durationMs - waitedMs, 0);
const shareOf = (audience: string) => timeOf(reports.filter((report) => report.audience === audience)) / timeOf(reports);
const waits = reports.map(({ waitedMs }) => waitedMs).toSorted((one, other) => one - other);
const at = (share: number) => Math.round(waits[Math.floor(waits.length * share)] ?? 0);

console.log(`calls ${reports.length} in ${seconds.toFixed(1)} s; processor time ${((user + system) / reports.length).toFixed(0)} µs per call of 20 pieces, hosts and callers included`);
console.log(`by host: ${['een', 'twee', 'drie'].map((id) => `${id} ${reports.filter(({ host }) => host === id).length}`).join(', ')}; at once at most ${most.join(', ')} of ${slots}`);
console.log(`failed before the first piece: ${failedBefore.length}; broken after it, with the host: ${brokenAfter.length}`);
console.log(`shares of the hosts' time: residents ${(shareOf('resident') * 100).toFixed(1)} %, employees ${(shareOf('employee') * 100).toFixed(1)} %`);
console.log(`by caller, in seconds: ${[...byCaller].map(([id, ms]) => `${id}: ${(ms / 1_000).toFixed(1)}`).join(', ')}`);
console.log(`waited: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
const isFair = Math.abs(shareOf('resident') - 0.5) <= 0.05;
process.exitCode = failedBefore.length === 0 && isFair && most.every((count) => count <= slots) ? 0 : 1;
