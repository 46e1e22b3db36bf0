import type { Caller, CallReport, ModelCall } from '../../src/models/call.ts';
import { createGateway } from '../../src/models/pool/gateway.ts';
import { END, type ScriptedCall, ScriptedHost, text } from './scripted-hosts.ts';

export interface PoolLoad {
  /** Ends after so many calls. */
  readonly calls: number;
  /** Between two pieces of an answer. */
  readonly pause: () => Promise<void>;
  readonly pieces: number;
  readonly slots: number;
  /** Calls that each caller has under way. */
  readonly each: number;
}

export interface LoadResult {
  readonly reports: readonly CallReport[];
  /** Codes of calls that failed before their first piece: none should. */
  readonly failedBefore: readonly string[];
  /** Of calls that broke after it: no other host could go on with those. */
  readonly brokenAfter: readonly string[];
  /** Milliseconds of hosts by caller. */
  readonly byCaller: ReadonlyMap<string, number>;
  /** Most that ran at once, by host. */
  readonly most: readonly number[];
}

const callOf = ({ id }: Caller): ModelCall => ({ model: 'loket', messages: [{ role: 'user', content: id }] });
/** Ten callers, eight of them residents: by number alone the others would get a fifth. */
const CALLERS: readonly Caller[] = Array.from({ length: 10 }, (_, at) => ({ audience: at < 8 ? 'resident' : 'employee', id: `${at}` }));

/** Ten callers of two audiences before three hosts, one of which dies when half of the calls have ended. */
export async function runPoolLoad({ calls, pause, pieces, slots, each }: PoolLoad): Promise<LoadResult> {
  const byCaller = new Map<string, number>();
  const script = async (call: ScriptedCall) => {
    const id = call.call.messages[0]?.content ?? '';
    const began = performance.now();
    await play(call, pieces, pause);
    byCaller.set(id, (byCaller.get(id) ?? 0) + performance.now() - began);
  };
  const hosts = ['een', 'twee', 'drie'].map((id) => new ScriptedHost(id, { models: [{ name: 'groot' }], script: (call) => void script(call) }));
  const reports: CallReport[] = [];
  const facts = { name: 'loket', model: 'groot', capabilities: ['chat' as const], contextTokens: 8_192, pool: 'standaard' };
  const gateway = createGateway(
    { models: [facts], hosts: hosts.map((host) => ({ host, pool: 'standaard', slots })) },
    { settings: { checkEveryMs: 1_000 }, onEnd: (report) => reports.push(report) },
  );
  const failedBefore: string[] = [];
  const brokenAfter: string[] = [];

  async function ask(caller: Caller): Promise<void> {
    let hasFirst = false;
    try {
      for await (const chunk of gateway.chat(callOf(caller), caller, new AbortController().signal)) hasFirst ||= chunk.type === 'text';
    } catch (error) {
      (hasFirst ? brokenAfter : failedBefore).push(String(error));
    }
  }

  async function goOn(caller: Caller): Promise<void> {
    while (reports.length < calls) {
      await ask(caller);
      if (reports.length >= calls / 2 && hosts[0]?.fault === undefined) hosts[0]?.kill();
    }
  }

  await Promise.all(CALLERS.flatMap((caller) => Array.from({ length: each }, () => goOn(caller))));
  await gateway.close();
  return { reports: reports.slice(0, calls), failedBefore, brokenAfter, byCaller, most: hosts.map(({ most }) => most) };
}

async function play(call: ScriptedCall, pieces: number, pause: () => Promise<void>): Promise<void> {
  for (let piece = 0; piece < pieces; piece += 1) {
    await pause();
    if (call.ended !== undefined) return;
    call.send(text('woord '));
  }
  call.send(END);
}
