import type { ParseArgsOptionsConfig } from 'node:util';
import type { ExtractPool } from '../../ingest/extract/pool.ts';
import type { Database } from '../store/database.ts';
import type { Config } from '../config/config.ts';
import { printable } from './printable.ts';

/** One command of `balie`. `--help` and `--json` are understood for every command. */
export interface Command {
  readonly name: string;
  /** One Dutch sentence for the list of commands. */
  readonly summary: string;
  /** Arguments as shown by `--help`, such as `PATH --collection NAME`. */
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  /** @returns 0 done, 1 did not succeed, 2 wrong use. Catalogue errors may be thrown: the frame prints them and gives 1. */
  readonly run: (input: CommandInput) => Promise<0 | 1 | 2>;
  /** What it ends with when it could not begin, where 1 means something else. */
  readonly faultCode?: 2;
  /** Its database is not brought up to date first. */
  readonly leavesSchema?: true;
  /** It needs none of the secrets that the configuration file names: those of a service may be there only while that runs. */
  readonly leavesSecrets?: true;
  /** Its database is not made where there is none. */
  readonly needsStore?: true;
}

export interface CommandInput {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  /** Whether `--json` was given: then standard output holds JSON only. */
  readonly json: boolean;
  readonly config: Config;
  /** Opens the database on first use: its own, or through the socket of a server that runs on the same data folder. */
  readonly database: () => Promise<Database>;
  /** Ends the program when the embedded database dies while in use. */
  readonly onFailure: (error: Error) => void;
  /** Writes a line to standard output. */
  readonly out: (line: string) => void;
  /** Writes a line to standard error: progress, notes. */
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
  /** Reads documents, where the caller has processes for that already; else a command that needs them starts its own. */
  readonly pool?: ExtractPool;
}

/** What was typed is not what a command takes: that is told, and the command ends with 2. */
export class WrongUse extends Error {
  readonly showsUsage: boolean;

  /** @param fault what is wrong, where the usage alone does not tell. */
  constructor(fault = '', { showsUsage = true } = {}) {
    super(fault);
    this.showsUsage = showsUsage;
  }
}

/** A command whose `run` may throw `WrongUse`. */
export function command({ run, ...about }: Omit<Command, 'run'> & { readonly run: (input: CommandInput) => Promise<0 | 1> }): Command {
  return {
    ...about,
    async run(input) {
      try {
        return await run(input);
      } catch (error) {
        if (!(error instanceof WrongUse)) throw error;
        const usage = error.showsUsage ? [`Gebruik: balie ${about.name} ${about.usage}`] : [];
        input.note([...(error.message === '' ? [] : [error.message]), ...usage].join('\n'));
        return 2;
      }
    },
  };
}

/** Gives what a command found: as JSON, or in lines for people. */
export function tell({ json, out }: Pick<CommandInput, 'json' | 'out'>, found: object, lines: readonly string[]): void {
  if (json) out(JSON.stringify(found));
  else for (const line of lines) out(printable(line));
}
