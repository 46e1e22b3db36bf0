import type { ParseArgsOptionsConfig } from 'node:util';
import type { Database } from '../store/database.ts';
import type { Config } from '../config/config.ts';

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
}
