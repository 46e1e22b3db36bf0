import type { Command } from '../../src/cli/command.ts';
import { keys } from '../../src/cli/commands/keys.ts';
import { parseOptions } from '../../src/cli/parse.ts';
import { type Config, readConfig } from '../../src/config/config.ts';
import { asBalieError } from '../../src/errors.ts';
import type { Database } from '../../src/store/database.ts';

export const AUDIT_KEY = 'a1'.repeat(32);

/** Runs a command as it is typed. @param variables besides the key of the audit log. @param settings of the configuration file. @param signal asks it to stop. */
export function commandOn(command: Command, db: Database, variables: Readonly<Record<string, string>>, settings: Partial<Config> = {}, signal = new AbortController().signal) {
  const config = { ...readConfig({ AUDIT_KEY, ...variables }), ...settings };

  return async (...args: readonly string[]) => {
    const parsed = parseOptions(command.options, args);
    if ('fault' in parsed) throw new Error(parsed.fault);
    const [out, notes]: [string[], string[]] = [[], []];
    const code = await command
      .run({
        ...parsed,
        json: parsed.values['json'] === true,
        config,
        database: () => Promise.resolve(db),
        onFailure: () => undefined,
        out: (line) => void out.push(line),
        note: (line) => void notes.push(line),
        signal,
      })
      .catch((error: unknown) => asBalieError(error));
    return { code: typeof code === 'number' ? code : code.code, detail: typeof code === 'number' ? undefined : code.detail, out: out.join('\n'), notes: notes.join('\n') };
  };
}

/** The same of `balie keys`. */
export function keysCommand(db: Database, variables: Readonly<Record<string, string>>) {
  const run = commandOn(keys, db, variables);

  async function made(...args: readonly string[]) {
    const { out } = await run('create', '--name', 'Programma', '--json', ...args);
    return JSON.parse(out) as { id: string; token: string };
  }

  return { run, made };
}
