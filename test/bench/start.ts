import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../support/process.ts';

/**
 * How long a newcomer waits: from the start of the program to its URL, with the sample's documents to read and without, and for
 * a first quoted answer. `node test/bench/start.ts [RUNS]`; milliseconds, one line of JSON.
 */
const runs = Number(process.argv[2] ?? 3);
const cold: number[] = [];
const warm: number[] = [];
const answer: number[] = [];
for (let run = 0; run < runs; run += 1) {
  const folder = await mkdtemp(join(tmpdir(), 'balie-bench-'));
  for (const times of [cold, warm]) {
    const began = performance.now();
    // Port 9 answers nobody: no model, as on a fresh machine.
    const program = startProgram(['serve'], { DATA_DIR: join(folder, 'data'), OLLAMA_URL: 'http://127.0.0.1:9' });
    const url = await program.url();
    times.push(performance.now() - began);
    const asked = performance.now();
    const body = JSON.stringify({ question: 'Wat kost een paspoort?' });
    const response = await fetch(`${url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    if (!(await response.text()).includes('86,20')) throw new Error('the answer is wrong');
    if (times === warm) answer.push(performance.now() - asked);
    await program.stop('SIGTERM');
  }
  await rm(folder, { recursive: true });
}
console.log(JSON.stringify({ runs, cold_ms: median(cold), warm_ms: median(warm), first_answer_ms: median(answer) }));

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}
