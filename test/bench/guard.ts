/** What the guard finds in its own lines, what it costs, and how its cost grows with nasty input, in processor time: `node test/bench/guard.ts`. */
import { scoreInjection } from '../../src/guard/injection/score.ts';
import { findPersonalData } from '../../src/guard/personal/find.ts';
import { ratesOf, readMarkedLines } from '../support/guard-lines.ts';
import { NASTY } from '../support/nasty-text.ts';

const lines = readMarkedLines();
for (const half of ['tune', 'check', 'later', 'locked'] as const) {
  const rates = ratesOf(lines.filter((line) => line.half === half));
  console.log(`${half}: ${Object.entries(rates).map(([type, { f1, expected }]) => `${type} ${f1.toFixed(3)} (${expected})`).join(', ')}`);
}

const guard = (text: string) => [findPersonalData(text), scoreInjection(text)];
const answer = lines.slice(0, 40).map(({ text }) => text).join(' ');
for (let warm = 0; warm < 20; warm += 1) for (const { text } of lines) guard(text);
console.log(`a line: ${median(lines.map(({ text }) => spent(() => guard(text)))).toFixed(3)} ms; ${answer.length} characters: ${median(Array.from({ length: 50 }, () => spent(() => guard(answer)))).toFixed(2)} ms`);

const SMALL = 25_000;
const LARGE = 200_000;
for (const [name, repeated] of Object.entries(NASTY)) {
  const [small, large] = [SMALL, LARGE].map((length) => {
    const text = repeated.repeat(Math.ceil(length / repeated.length)).slice(0, length);
    return { pii: spent(() => findPersonalData(text)), injection: spent(() => scoreInjection(text)) };
  });
  if (small === undefined || large === undefined) continue;
  const told = (kind: 'pii' | 'injection') => `${kind} ${large[kind].toFixed(0)} ms (${(large[kind] / Math.max(small[kind], 1)).toFixed(1)} times ${SMALL})`;
  console.log(`${name}, ${LARGE} characters: ${told('pii')}, ${told('injection')}`);
}

function spent(run: () => unknown): number {
  const began = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
