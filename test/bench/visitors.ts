/**
 * What the limits of visitors cost: `node test/bench/visitors.ts [QUESTIONS] [CALLERS]`, on DATABASE_URL or embedded. Each question is of one of
 * some thousand addresses. Processor time is this process's own: with the embedded database that includes the database. Then what a proof
 * costs the desk, and a browser.
 */
import { fileURLToPath } from 'node:url';
import { randomBytes, randomInt } from 'node:crypto';
import { bundle } from '../../src/web/bundle.ts';
import { Challenges } from '../../src/visitors/challenges.ts';
import { limitRules } from '../../src/visitors/limit-rules.ts';
import { createVisitorLimits } from '../../src/visitors/limits.ts';
import { openScratchDatabase } from '../../src/store/open.ts';
import { launchBrowser } from '../support/browser.ts';
import { cpuMs } from '../support/cpu.ts';
import { startDeskApp } from '../support/desk-app.ts';
import { proofOf } from '../support/proof.ts';

const ADDRESSES = 3_000;
const PROOFS = 40;
/** As the browser tools slow a page down for an old telephone. */
const OLD_TELEPHONE = 6;
const questions = Number(process.argv[2] ?? 6_000);
const callers = Number(process.argv[3] ?? 16);
const masterKey = randomBytes(32);
const rules = limitRules.parse({ address: { most: 1_000_000, free: 1_000_000 }, token: {}, total: { free: 1_000_000, most: 1_000_000 } });

await ofQuestions();
await ofDesk();
await ofBrowser();

async function ofQuestions(): Promise<void> {
  const db = await openScratchDatabase(process.env['DATABASE_URL']);
  try {
    const limits = createVisitorLimits(db, { masterKey, rules });
    await ask(limits, questions / 4);
    for (const together of [1, callers]) {
      const began = performance.now();
      const cpu = await cpuMs(async () => ask(limits, questions, together));
      console.log(JSON.stringify({ database: db.kind, callers: together, cpuMs: round(cpu / questions), wallMs: round((performance.now() - began) / questions) }));
    }
    const cpu = await cpuMs(() => limits.sweep());
    console.log(JSON.stringify({ sweep: round(cpu) }));
  } finally {
    await db.close();
  }
}

async function ask(limits: Pick<ReturnType<typeof createVisitorLimits>, 'admit'>, count: number, together = 1): Promise<void> {
  let left = count;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      const number = randomInt(ADDRESSES);
      const verdict = await limits.admit({ network: Uint8Array.from([203, 0, number >> 8, number & 255]) });
      if (verdict.kind !== 'admitted') throw new Error(verdict.kind);
    }
  };
  await Promise.all(Array.from({ length: together }, caller));
}

async function ofDesk(): Promise<void> {
  const challenges = new Challenges(masterKey, rules);
  const made = await challenges.make('x');
  const proof = proofOf(made);
  const make = await cpuMs(async () => each(500, () => challenges.make('x')));
  const check = await cpuMs(async () => each(500, () => challenges.solved(proof, 'x')));
  const forged = await cpuMs(async () => each(500, () => challenges.solved(proof, 'y')));
  console.log(JSON.stringify({ challengeMadeMs: round(make / 500), proofCheckedMs: round(check / 500), forgedRefusedMs: round(forged / 500) }));
}

/** Seconds by the clock, in the middle and at worst. Tools slow down the page, and not what the browser computes beside it. */
async function ofBrowser(): Promise<void> {
  const [app, browser] = await Promise.all([startDeskApp(), launchBrowser()]);
  const challenges = new Challenges(masterKey, rules);
  try {
    const page = await browser.newPage();
    await page.goto(app.url);
    // The last part is the module itself, which gives what it exports.
    const code = bundle(fileURLToPath(new URL('../../src/web/browser/proof.ts', import.meta.url)));
    const last = [...code.matchAll(/^const (\$\d+) =/gm)].at(-1)?.[1] ?? '';
    const tools = await page.context().newCDPSession(page);
    for (const rate of [1, OLD_TELEPHONE]) {
      await tools.send('Emulation.setCPUThrottlingRate', { rate });
      const seconds: number[] = [];
      for (let times = 0; times < PROOFS; times += 1) {
        const challenge = JSON.stringify(await challenges.make('x'));
        seconds.push(await page.evaluate<number>(`(async () => { ${code} const began = performance.now(); await ${last}.solve(${challenge}, new AbortController().signal); return (performance.now() - began) / 1_000; })()`));
      }
      seconds.sort((a, b) => a - b);
      console.log(JSON.stringify({ difficulty: rules.difficulty, pageSlowedBy: rate, medianSeconds: round(seconds[PROOFS / 2] ?? 0), worstSeconds: round(seconds.at(-1) ?? 0) }));
    }
  } finally {
    await browser.close();
    await app.close();
  }
}

async function each(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let index = 0; index < times; index += 1) await work();
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
