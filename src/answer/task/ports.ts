import type { ChatModel, PromptStamp, TurnLog } from '../ports.ts';
import type { Guard } from '../safety/port.ts';

/** A recipe as a run needs it. */
export interface RunnableTask {
  readonly name: string;
  readonly title: string;
  readonly model: string;
  readonly maxTokens: number;
  /** `{{name}}` stands for what is given in a field. */
  readonly prompt: string;
  readonly fields: readonly { readonly name: string; readonly label: string }[];
  /** What `prompt` was made of. */
  readonly stamp: PromptStamp;
}

export interface TaskRequest {
  readonly task: RunnableTask;
  /** What is given, by field: checked, and there for each field. */
  readonly given: Readonly<Record<string, string>>;
  /** Of fields in which nobody can write freely, such as a date: how a person reads that. Nothing personal can stand in them. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Who runs it. */
  readonly person: string;
  /** W3C Trace Context, for hosts. */
  readonly traceparent?: string;
  /** The span of who called the desk, where they said so. */
  readonly parentSpan?: string;
}

export interface TaskPorts {
  readonly log: Pick<TurnLog, 'received' | 'ended'>;
  readonly model: ChatModel;
  readonly guard: Pick<Guard, 'mask' | 'named' | 'canary' | 'stopped'> & {
    /** A text without the sentences that tell an assistant what to do; the same text when it has none. Nothing of it is remembered. */
    withoutOrders(text: string): string;
  };
  /** What holds for every task, with its stamp: the first message. */
  readonly rules: PromptStamp & { readonly text: string };
  readonly newId: () => string;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
  /** A run that takes longer is ended. */
  readonly deadlineMs: number;
  /** Of Balie, for the record. */
  readonly version: string;
}

/** Under this name a run of a task stands where a turn names its assistant: no assistant has a colon in its name. */
export const TASK_PREFIX = 'taak:';
