import type { CallReport } from '../models/call.ts';
import { BusyTime } from './busy-time.ts';
import { Registry } from './registry.ts';

/** What a host draws while it is at work. */
export interface Power {
  readonly watts: number;
  /** Whether the host measured it; otherwise it is what the configuration says, an estimate. */
  readonly isMeasured: boolean;
}

interface Options {
  /** Undefined for a host of which nothing is known: its energy is not told then. */
  readonly powerOf?: (host: string) => Power | undefined;
  /** Milliseconds, from any start. */
  readonly clock?: () => number;
  /** Hears what a call of an employee took of its host: what is counted with it, so that what runs together is not counted twice. */
  readonly onEmployeeEnergy?: (employee: string, joules: number) => void;
}

export type Metrics = ReturnType<typeof createMetrics>;

const QUICK = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const SLOW = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640];
const TOKENS_PER_SECOND = [1, 2, 5, 10, 15, 20, 30, 40, 60, 80, 120, 200, 400];
const PLAIN = [0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];
const ENTRIES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const BATCH_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
/** Stands for the host of a call that never came to one. */
const NONE = 'none';

/**
 * What is measured, with nothing in it about persons: labels are names of models, hosts, assistants, routes and codes, each of a closed
 * set. Each method takes well under a microsecond or two.
 */
export function createMetrics({ powerOf = () => undefined, clock = () => performance.now(), onEmployeeEnergy = () => undefined }: Options = {}) {
  const registry = new Registry();
  const requests = registry.counter({ name: 'balie_http_requests_total', help: 'Requests answered, by route pattern.', labels: ['method', 'route', 'status'] });
  const requestSeconds = registry.histogram({ name: 'balie_http_request_duration_seconds', help: 'Until the answer began; of calls of programs until it ended.', labels: ['route'] }, QUICK);
  const faults = registry.counter({ name: 'balie_faults_total', help: 'Requests that were refused or failed, by code of the catalogue of faults.', labels: ['code'] });
  const turns = registry.counter({ name: 'balie_turns_total', help: 'Questions at the desk that ended, by outcome; code says why it was not simply answered.', labels: ['assistant', 'outcome', 'code'] });
  const feedback = registry.counter({ name: 'balie_feedback_total', help: 'Answers of which the asker said whether they helped; once more when they changed their mind.', labels: ['assistant', 'outcome', 'helpful'] });
  const turnSeconds = registry.histogram({ name: 'balie_turn_duration_seconds', help: 'From question to end.', labels: ['assistant'] }, SLOW);
  const firstTextSeconds = registry.histogram({ name: 'balie_turn_first_text_seconds', help: 'From question to the first text that was shown.', labels: ['assistant'] }, SLOW);
  const calls = registry.counter({ name: 'balie_model_calls_total', help: 'Calls to models that ended; outcome is done, cancelled or a code of the catalogue of faults.', labels: ['model', 'audience', 'host', 'kind', 'outcome'] });
  const waitSeconds = registry.histogram({ name: 'balie_model_wait_seconds', help: 'Time in the queue before a host took the call.', labels: ['model', 'audience'] }, QUICK.concat([60, 120, 300]));
  const firstTokenSeconds = registry.histogram({ name: 'balie_model_first_token_seconds', help: 'From the call to its first token, the queue included.', labels: ['model', 'audience', 'host'] }, SLOW);
  const callSeconds = registry.histogram({ name: 'balie_model_call_duration_seconds', help: 'From the call to its end, the queue included.', labels: ['model', 'audience', 'host'] }, SLOW);
  const speed = registry.histogram({ name: 'balie_model_tokens_per_second', help: 'Tokens of an answer for each second after its first.', labels: ['model', 'host'] }, TOKENS_PER_SECOND);
  const tokens = registry.counter({ name: 'balie_model_tokens_total', help: 'Tokens read (in) and written (out) by models.', labels: ['model', 'audience', 'host', 'direction'] });
  const energy = registry.counter({
    name: 'balie_model_energy_joules_total',
    help: 'Energy of hosts while at work on calls; source estimate is configured watts times time. Divided by calls: energy per answer.',
    labels: ['model', 'audience', 'host', 'source'],
  });
  const plainScore = registry.histogram({ name: 'balie_answer_plain_score', help: 'How plain answers in own words were, 0 to 1; from 0.75 on B1. rewritten says whether hard sentences were put in easier words.', labels: ['rewritten'] }, PLAIN);
  const batchEntries = registry.histogram({ name: 'balie_audit_batch_entries', help: 'Entries of the audit log written together.' }, ENTRIES);
  const batchSeconds = registry.histogram({ name: 'balie_audit_batch_seconds', help: 'Time to write them.' }, BATCH_SECONDS);
  const masked = registry.counter({ name: 'balie_guard_masked_total', help: 'Kinds of personal data that were taken out of a question.', labels: ['type'] });
  const stopped = registry.counter({ name: 'balie_guard_stopped_total', help: 'What the guard stopped in questions, documents and answers, by kind.', labels: ['kind'] });
  const visitors = registry.counter({ name: 'balie_visitor_questions_total', help: 'Questions of residents by what the limits said: free, proved, proof-needed or too-many; limit says which of them.', labels: ['verdict', 'limit'] });
  let isDatabaseUp: boolean | undefined;
  registry.gauge({ name: 'balie_database_up', help: 'Whether the database answered as these figures were asked for.' }, () => (isDatabaseUp === undefined ? [] : [[[], Number(isDatabaseUp)] as const]));
  const busy = new Map<string, BusyTime>();

  function addEnergy({ model, audience, caller, host, waitedMs, durationMs }: CallReport): void {
    const power = host === undefined ? undefined : powerOf(host);
    if (host === undefined || power === undefined) return;
    const time = busy.get(host) ?? new BusyTime();
    busy.set(host, time);
    const now = clock();
    const ms = time.add(now - (durationMs - waitedMs), now);
    const joules = (power.watts * ms) / 1_000;
    energy.add(joules, model, audience, host, power.isMeasured ? 'measured' : 'estimate');
    if (audience === 'employee' && joules > 0) onEmployeeEnergy(caller, joules);
  }

  return {
    request({ method, route, status, ms }: { readonly method: string; readonly route: string; readonly status: number; readonly ms: number }): void {
      requests.add(1, method, route, String(status));
      requestSeconds.observe(ms / 1_000, route);
    },
    fault(code: string): void {
      faults.add(1, code);
    },
    turn(end: { readonly assistant: string; readonly outcome: string; readonly code?: string; readonly ms: number; readonly firstTextMs?: number }): void {
      turns.add(1, end.assistant, end.outcome, end.code ?? '');
      turnSeconds.observe(end.ms / 1_000, end.assistant);
      if (end.firstTextMs !== undefined) firstTextSeconds.observe(end.firstTextMs / 1_000, end.assistant);
    },
    feedback({ assistant, outcome, helpful }: { readonly assistant: string; readonly outcome: string; readonly helpful: boolean }): void {
      feedback.add(1, assistant, outcome, helpful ? 'yes' : 'no');
    },
    /** For the gateway's `onEnd`. */
    call(report: CallReport): void {
      const { model, audience, kind, outcome, usage, waitedMs, firstChunkMs, durationMs } = report;
      const host = report.host ?? NONE;
      calls.add(1, model, audience, host, kind, outcome);
      waitSeconds.observe(waitedMs / 1_000, model, audience);
      callSeconds.observe(durationMs / 1_000, model, audience, host);
      if (usage.promptTokens > 0) tokens.add(usage.promptTokens, model, audience, host, 'in');
      if (usage.answerTokens > 0) tokens.add(usage.answerTokens, model, audience, host, 'out');
      addEnergy(report);
      if (firstChunkMs === undefined || kind === 'embed') return;
      firstTokenSeconds.observe((waitedMs + firstChunkMs) / 1_000, model, audience, host);
      const writingMs = durationMs - waitedMs - firstChunkMs;
      if (usage.answerTokens > 1 && writingMs > 0) speed.observe(((usage.answerTokens - 1) * 1_000) / writingMs, model, host);
    },
    /** Of now: for whoever is about to ask for the text. */
    database(isUp: boolean): void {
      isDatabaseUp = isUp;
    },
    /** For what measures answers. */
    plain({ score, isRewritten }: { readonly score: number; readonly isRewritten: boolean }): void {
      plainScore.observe(score, String(isRewritten));
    },
    /** For the audit log's `onBatch`. */
    batch({ entries, ms }: { readonly entries: number; readonly ms: number }): void {
      batchEntries.observe(entries);
      batchSeconds.observe(ms / 1_000);
    },
    /** What the guard keeps out: kinds of it, never what it was. */
    guard: {
      masked: (types: readonly string[]) => types.forEach((type) => masked.add(1, type)),
      stopped: (kind: string) => stopped.add(1, kind),
    },
    /** What the limits said of a question; of whom is not known here. */
    visitor(verdict: string, limit: string): void {
      visitors.add(1, verdict, limit);
    },
    /** For what others can tell at any moment. */
    registry,
    text: () => registry.text(),
  };
}
