import { readConfig } from '../config/config.ts';
import { asBalieError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { joinAsItIs, joinStore, joinThere } from '../store/open.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, overview } from './help.ts';
import { parseOptions } from './parse.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

const out = (line: string) => void process.stdout.write(`${line}\n`);
const note = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * Runs one command to its end, with all that it opened.
 * @param args what stands behind the program's name.
 * @param env what the process was given, in which the configuration is looked for.
 * @returns what the process ends with: 2 where it was asked in the wrong way.
 */
export async function run([name = '', ...rest]: readonly string[], env: NodeJS.ProcessEnv): Promise<0 | 1 | 2> {
  if (['', 'help', '--help', '-h'].includes(name)) {
    out(await overview(Object.values(commands)));
    return name === '' ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    note(`Onbekende opdracht: ${name}. Deze zijn er: ${Object.keys(commands).join(', ')}.`);
    return 2;
  }
  return runCommand(await load(), rest, env);
}

async function runCommand(command: Command, args: readonly string[], env: NodeJS.ProcessEnv): Promise<0 | 1 | 2> {
  const parsed = parse(command, args);
  if (parsed === undefined) return 2;
  const { values, positionals } = parsed;
  if (values['help'] === true) {
    out(commandHelp(command));
    return 0;
  }
  const json = values['json'] === true;
  const stop = new AbortController();
  // The first signal asks to stop; a second one, of either kind, is taken as it comes: for a person who does not want to wait.
  const onSignal = () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  let opened: Promise<Database> | undefined;
  try {
    const config = readConfig(env, { leavesSecrets: command.leavesSecrets === true });
    const onFailure = (error: Error) => {
      note(`De ingebouwde database is gestopt: ${error.message}`);
      if (/No space left/.test(error.message)) note('De schijf is vol. Maak ruimte en start Balie opnieuw: wat vastgelegd was, is er dan nog.');
      process.exit(1);
    };
    const database = () => (opened ??= storeOf(command)({ databaseUrl: config.databaseUrl, databaseUrlFile: config.databaseUrlFile, dataDir: config.dataDir, onFailure, note, signal: stop.signal }));
    return await command.run({ values, positionals, json, config, database, onFailure, out, note, signal: stop.signal });
  } catch (error) {
    // Work that was asked to stop did nothing wrong.
    if (stop.signal.aborted && error === stop.signal.reason) note('Gestopt voordat het klaar was.');
    else report(error, json);
    return command.faultCode ?? 1;
  } finally {
    await opened?.then((db) => db.close()).catch(() => undefined);
  }
}

function storeOf({ leavesSchema, needsStore }: Command): typeof joinStore {
  if (leavesSchema === true) return joinAsItIs;
  return needsStore === true ? joinThere : joinStore;
}

function parse(command: Command, args: readonly string[]) {
  const parsed = parseOptions(command.options, args);
  if (!('fault' in parsed)) return parsed;
  note(`${parsed.fault}\n\n${commandHelp(command)}`);
  return undefined;
}

function report(error: unknown, json: boolean): void {
  const fault = asBalieError(error);
  const { message, action } = fault.entry;
  if (json) return out(JSON.stringify({ error: { code: fault.code, message, action, detail: fault.detail } }));
  note(`${message}\n${fault.detail === undefined ? '' : `${fault.detail.replaceAll(/^/gm, '  ')}\n`}${action}`);
  // An unforeseen fault is ours to find: the trace goes to whoever runs the command, never to a visitor.
  if (fault.code === 'internal' && fault.cause instanceof Error) note(fault.cause.stack ?? fault.cause.message);
}
