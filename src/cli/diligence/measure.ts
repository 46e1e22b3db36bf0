import { randomUUID } from 'node:crypto';
import { asBalieError, BalieError } from '../../errors.ts';
import type { ProbeRun } from '../../factsheet/diligence/probe.ts';
import { PROBE_VERSIONS } from '../../factsheet/diligence/probes/plan.ts';
import { BEAT_MS, beatMeasurement, claimMeasurement, endMeasurement, keepProbe } from '../../factsheet/diligence/probes-kept.ts';
import type { Database } from '../../store/database.ts';
import type { Desk } from '../desk/desk.ts';
import { modelsOf } from '../evaluation/answer-cases.ts';
import { VERSION } from '../version.ts';
import { askCase, type Asked } from './ask-case.ts';
import { type PlannedProbe, plannedProbes } from './probe-cases.ts';

export interface MeasuringParts {
  readonly desk: Pick<Desk, 'assistants' | 'config' | 'gateway' | 'recordAct' | 'retakeTurn'>;
  readonly db: Database;
  readonly now: () => Date;
}

interface Wish {
  /** Absent: all. */
  readonly assistant?: string | undefined;
  /** How many questions of how many were asked. */
  readonly onProgress: (done: number, of: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs all probes, one question at a time. Each run is kept when it is whole; of one that a fault ends nothing is.
 * @throws BalieError `diligence-running`, `diligence-no-questions`, `assistant-unknown`; the fault for which no question could be asked; the signal's reason.
 */
export async function measure(parts: MeasuringParts, wish: Wish): Promise<ProbeRun[]> {
  const { db } = parts;
  const id = randomUUID();
  if (!(await claimMeasurement(db, id))) throw new BalieError('diligence-running');
  const beat = setInterval(() => void beatMeasurement(db, id).catch(() => undefined), BEAT_MS);
  beat.unref();
  try {
    const runs = await runAll(parts, wish);
    await endMeasurement(db, id, undefined);
    return runs;
  } catch (error) {
    // What was asked to stop did not end: who looks later is told so.
    if (!wish.signal.aborted) await endMeasurement(db, id, asBalieError(error).code).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

async function runAll(parts: MeasuringParts, { assistant: name, onProgress, signal }: Wish): Promise<ProbeRun[]> {
  const { desk, db } = parts;
  const chosen = [...desk.assistants.values()].filter((one) => name === undefined || one.name === name);
  if (chosen.length === 0) throw new BalieError('assistant-unknown', { detail: [...desk.assistants.keys()].join(', ') });
  const plans: PlannedProbe[] = [];
  for (const assistant of chosen) plans.push(...(await plannedProbes(desk, db, assistant)));
  if (plans.length === 0) throw new BalieError('diligence-no-questions');
  const of = plans.reduce((sum, { cases }) => sum + new Set(cases.flatMap(({ questions }) => questions)).size, 0);
  let done = 0;
  onProgress(done, of);
  const runs: ProbeRun[] = [];
  for (const plan of plans) runs.push(...(await runOne(parts, plan, { onAsked: () => onProgress((done += 1), of), signal })));
  return runs;
}

async function runOne({ desk, db, now }: MeasuringParts, { probe, assistant, cases }: PlannedProbe, { onAsked, signal }: { readonly onAsked: () => void; readonly signal: AbortSignal }): Promise<ProbeRun[]> {
  const kinds: Record<string, { cases: number; passed: number }> = {};
  // The same question has the same answer: it is asked once.
  const answers = new Map<string, Asked>();
  for (const { kind, questions, passes } of cases) {
    const asked: Asked[] = [];
    for (const question of questions) {
      const known = answers.get(question);
      const answer = known ?? (await askCase(desk, assistant, question, signal));
      if (known === undefined) onAsked();
      answers.set(question, answer);
      asked.push(answer);
    }
    const isGood = passes(asked.map(({ heard }) => heard));
    const { cases: before, passed } = kinds[kind] ?? { cases: 0, passed: 0 };
    if (isGood !== undefined) kinds[kind] = { cases: before + 1, passed: passed + Number(isGood) };
  }
  const sum = (of: 'cases' | 'passed') => Object.values(kinds).reduce((all, one) => all + one[of], 0);
  // A desk that answered none of it was not measured.
  if (sum('cases') === 0) return [];
  // Where the guard answered all of it no model did: then it is the one that would have.
  const models = modelsOf([...answers.values()].map((taken) => ({ taken })));
  const run: ProbeRun = { probe, assistant: assistant.name, at: now().toISOString(), version: `${PROBE_VERSIONS[probe]}/${VERSION}`, model: models.length === 0 ? assistant.model : models.join(', '), cases: sum('cases'), passed: sum('passed'), kinds };
  await db.transaction(async (tx) => {
    await keepProbe(tx, run);
    await desk.recordAct(tx, { kind: 'diligence.probed', facts: { probe, assistant: run.assistant, cases: run.cases, passed: run.passed } });
  });
  return [run];
}
