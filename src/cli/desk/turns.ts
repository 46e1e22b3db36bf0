import { randomUUID } from 'node:crypto';
import type { TurnPorts } from '../../answer/context.ts';
import type { TurnEvent } from '../../answer/events.ts';
import type { Assistant, TurnEnd } from '../../answer/ports.ts';
import { type Before, replayLog } from '../../answer/replay-log.ts';
import type { TaskRequest } from '../../answer/task/ports.ts';
import { runTask } from '../../answer/task/run-task.ts';
import { runTurn } from '../../answer/turn.ts';
import type { AppDeps } from '../../http/deps.ts';
import type { PooledGateway } from '../../models/pool/gateway.ts';
import { VERSION } from '../version.ts';
import { taskGuard } from './guard.ts';
import { takenOnce } from './idempotent-turns.ts';
import { type Hears, overheard } from './overheard.ts';
import type { InstalledTasks } from './tasks.ts';
import { numbered, type turnLogs } from './turn-logs.ts';
import type { Workplace } from './workplace.ts';

const DEADLINE_MS = 300_000;

/** All that is asked of the desk goes through one of these. */
export interface Turns {
  readonly takeTurn: AppDeps['takeTurn'];
  readonly runTask: (request: TaskRequest, signal: AbortSignal) => AsyncIterable<TurnEvent>;
  /**
   * Takes a turn again, with what was said before it at the time; nothing of it is kept.
   * @param request `hears` is given all that the answering model is sent; such a turn waits for all others.
   * @returns how it ended. @throws BalieError where it failed; the signal's reason.
   */
  retakeTurn(request: { assistant: Assistant; question: string; conversationId: string; before: Before; hears?: Hears }, signal: AbortSignal): Promise<TurnEnd>;
  /** Whether a question says that somebody is in need. */
  readonly isUrgent: AppDeps['isUrgent'];
}

interface Parts {
  /** What turns need of other rooms. */
  readonly means: Omit<TurnPorts, 'newId' | 'clock' | 'deadlineMs' | 'version' | 'crisis'> & Required<Pick<TurnPorts, 'crisis'>>;
  readonly gateway: PooledGateway;
  readonly workplace: Pick<Workplace, 'placed'>;
  readonly tasks: Pick<InstalledTasks, 'rules'>;
  /** What keeps a turn, by who asks it. */
  readonly logOf: ReturnType<typeof turnLogs>;
  /** Knows a question that comes again. */
  readonly once: Pick<Parameters<typeof takenOnce>[0], 'db' | 'keys' | 'log'>;
}

export function openTurns({ means, gateway, workplace, tasks, logOf, once }: Parts): Turns {
  const ports = { ...means, newId: () => randomUUID(), clock: () => performance.now(), deadlineMs: DEADLINE_MS, version: VERSION };
  const { crisis } = ports;
  return {
    isUrgent: (question) => crisis.recognise(question)?.how === 'now',
    takeTurn: takenOnce({
      ...once,
      isOfNeed: (question) => crisis.recognise(question) !== undefined,
      take: async function* (request, signal, sent) {
        yield* runTurn(await workplace.placed(numbered(request)), { ...ports, log: sent(logOf(request)) }, signal);
      },
    }),
    runTask: (request, signal) => runTask(request, { ...ports, guard: taskGuard(ports.guard), rules: tasks.rules }, signal),
    async retakeTurn({ before, hears, ...request }, signal) {
      const log = replayLog(before);
      for await (const event of runTurn(request, { ...ports, log, ...(hears && { model: overheard(gateway, hears) }) }, signal)) if (event.type === 'error') throw event.error;
      signal.throwIfAborted();
      if (log.end === undefined) throw new Error('a turn without an end');
      return log.end;
    },
  };
}
