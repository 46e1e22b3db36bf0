import type { BalieError } from '../../src/errors.ts';
import type { CallEnd, CallLog } from '../../src/audit/call-log.ts';
import { createSaidBefore } from '../../src/audit/said-before.ts';
import type { ModelDeps } from '../../src/http/deps.ts';
import type { KeyHolder } from '../../src/identity/keys.ts';
import type { Usage } from '../../src/models/call.ts';
import { startTestDesk, type TestDesk } from './desk.ts';
import { type ScriptedGateway, scriptedGateway } from './scripted-gateway.ts';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly param: string | null;
  readonly message: string;
  readonly type: string;
}

export interface ProgramDesk extends Omit<TestDesk, 'gateway'> {
  readonly gateway: ScriptedGateway;
  /** What happened at the edges, in order: `admit`, `received`, `settle`, `ended`. */
  readonly steps: string[];
  readonly received: Parameters<CallLog['received']>[0][];
  readonly ended: Map<string, CallEnd>;
  readonly settled: Usage[];
  /** Faults for the calls to come. */
  faults: { admit?: BalieError; received?: BalieError; ended?: BalieError };
  /** Waits at `received` until it resolves. */
  hold: Promise<void> | undefined;
  /** As when it started, but for the database. */
  reset(): void;
  post(path: string, body: unknown, init?: RequestInit & { token?: string }): Promise<Response>;
  get(path: string, token?: string): Promise<Response>;
  /** What OpenAI's clients are told of a fault. */
  refusal(path: string, body: unknown, init?: RequestInit & { token?: string }): Promise<Refusal>;
}

const key = (id: string, rights: Partial<KeyHolder>): KeyHolder => ({ id, name: id, group: null, collections: [], models: [], assistants: [], isAdmin: false, isReviewer: false, ...rights });

/** Tokens of the keys that the desk knows. */
export const KEYS: Readonly<Record<string, KeyHolder>> = {
  alles: key('alles', { models: ['*'], assistants: ['*'] }),
  een: key('een', { models: ['loket-standaard', 'bestaat-niet'] }),
  loket: key('loket', { assistants: ['loket'] }),
  cms: key('cms', { collections: ['producten'] }),
};

/** The real desk, listening, with a scripted gateway, limits and record behind its routes for programs. */
export async function startProgramDesk(): Promise<ProgramDesk> {
  const gateway = scriptedGateway();
  const shared = { gateway, steps: [] as string[], received: [] as ProgramDesk['received'], ended: new Map<string, CallEnd>(), settled: [] as Usage[], faults: {}, hold: undefined };
  // oxlint-disable-next-line prefer-const -- the ports below look at the desk that is made of them
  let desk: ProgramDesk;
  const models: ModelDeps = {
    gateway,
    conversations: { find: (said) => conversations.find(said), keep: (said, id) => conversations.keep(said, id) },
    async admit() {
      shared.steps.push('admit');
      await Promise.resolve();
      if (desk.faults.admit) throw desk.faults.admit;
      return {
        settle(usage) {
          shared.steps.push('settle');
          shared.settled.push(usage);
        },
      };
    },
    calls: {
      async received(call) {
        await desk.hold;
        shared.steps.push(`received after ${gateway.calls.length} calls`);
        if (desk.faults.received) throw desk.faults.received;
        shared.received.push(call);
      },
      async ended(id, end) {
        await Promise.resolve();
        shared.steps.push('ended');
        if (desk.faults.ended) throw desk.faults.ended;
        shared.ended.set(id, end);
        return true;
      },
    },
  };
  const base: TestDesk = await startTestDesk({ models, verifyKey: (token) => Promise.resolve(KEYS[token]) });
  const conversations = createSaidBefore({ db: base.db, masterKey: base.auditKey });
  desk = Object.assign(Object.create(null) as object, base, shared, {
    reset() {
      const fresh = scriptedGateway();
      Object.assign(gateway, { script: fresh.script, vector: fresh.vector, asked: 0 });
      desk.faults = {};
      desk.hold = undefined;
      for (const list of [gateway.calls, gateway.embedded, desk.steps, desk.received, desk.settled, desk.logged]) list.length = 0;
      desk.ended.clear();
    },
    post(path: string, body: unknown, { token = 'alles', ...init }: RequestInit & { token?: string } = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return fetch(base.url + path, { method: 'POST', body: text, ...init, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...(init.headers as object) } });
    },
    async refusal(path: string, body: unknown, init?: RequestInit & { token?: string }) {
      const response = await desk.post(path, body, init);
      const { error } = (await response.json()) as { error: Omit<Refusal, 'status'> };
      return { status: response.status, ...error };
    },
    get: (path: string, token = 'alles') => fetch(base.url + path, { headers: { Authorization: `Bearer ${token}` } }),
  });
  return desk;
}
