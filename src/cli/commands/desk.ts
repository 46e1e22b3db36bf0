import { masterKey } from '../../audit/content.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import { dutchDay, momentWords } from '../../dutch-time.ts';
import { BalieError } from '../../errors.ts';
import { exceptionFaults } from '../../factsheet/statements/exception.ts';
import { doers } from '../../identity/who.ts';
import type { Queryable } from '../../store/database.ts';
import { type Off, readOff, switchTo } from '../../switches/store.ts';
import { ALL, MAX_MESSAGE, messageOf } from '../../switches/words.ts';
import { accountName } from '../account-name.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';
import { installedAssistants } from '../desk/assistants.ts';
import { type GivenException, requireComplete } from '../factsheet/live-action.ts';
import { printable } from '../printable.ts';

const ACTIONS = ['off', 'on', 'status'];

export const desk = command({
  name: 'desk',
  summary: 'Zet de digitale balie uit met een bericht (noodknop), en weer aan; ook als zij draait, binnen een seconde.',
  usage: 'off [--assistant NAAM] [--message TEKST] | on [--assistant NAAM [--exception "WAAROM" --until JJJJ-MM-DD]] | status',
  options: { assistant: { type: 'string' }, message: { type: 'string' }, exception: { type: 'string' }, until: { type: 'string' } },
  async run(input) {
    const { positionals: [action = '', ...more], values } = input;
    if (!ACTIONS.includes(action) || more.length > 0) throw new WrongUse();
    if (values['message'] !== undefined && action !== 'off') throw new WrongUse('--message hoort alleen bij off.');
    if (values['assistant'] !== undefined && action === 'status') throw new WrongUse('--assistant hoort bij off of on.');
    const exception = exceptionIn(action, values, input.config.goingLive.exceptionDays);
    const message = messageFor(action, values['message']);
    const off = action === 'status' ? await readOff(await input.database()) : await change(input, String(values['assistant'] ?? ALL), { message, exception });
    tell(input, { off: off.map(({ by, ...one }) => ({ ...one, ...by })) }, await linesOf(await input.database(), off));
    return 0;
  },
});

/** What is told; null for an assistant that goes on. @throws WrongUse. */
function messageFor(action: string, given: CommandInput['values'][string]): string | null {
  if (action !== 'off') return null;
  const message = messageOf(String(given ?? ''));
  if (message === undefined) throw new WrongUse(`--message: gewone tekst van hoogstens ${MAX_MESSAGE} tekens.`);
  return message;
}

/** Why an assistant goes on that is not complete, where that is given. @throws WrongUse. */
function exceptionIn(action: string, { exception, until, assistant }: CommandInput['values'], maxDays: number): GivenException | undefined {
  if (exception === undefined && until === undefined) return undefined;
  if (action !== 'on' || assistant === undefined || exception === undefined || until === undefined) throw new WrongUse('--exception en --until horen bij elkaar, bij on --assistant NAAM.');
  const given = { reason: String(exception).trim(), until: String(until) };
  const faults = exceptionFaults(given, dutchDay(new Date()), maxDays);
  if (faults.reason !== undefined) throw new WrongUse(`--exception ${faults.reason}.`, { showsUsage: false });
  if (faults.until !== undefined) throw new WrongUse(`--until ${faults.until}.`, { showsUsage: false });
  return given;
}

/** @returns all that is off then. @throws BalieError `assistant-unknown`; `audit-key-wrong` on a machine without the key of the log. */
async function change(input: CommandInput, assistant: string, { message, exception }: { readonly message: string | null; readonly exception: GivenException | undefined }): Promise<Off[]> {
  const { config, database } = input;
  const names = [...(await installedAssistants(config)).keys()];
  const db = await database();
  const isKnown = assistant === ALL || names.includes(assistant) || (await readOff(db)).some((off) => off.assistant === assistant);
  if (!isKnown) throw new BalieError('assistant-unknown', { detail: `${printable(assistant)}; wel: ${names.join(', ')}` });
  const now = () => new Date();
  const record = createManagementLog({ masterKey: await masterKey(db, config.auditKey, config.dataDir), now });
  if (message === null && assistant !== ALL && names.includes(assistant)) await requireComplete(input, assistant, exception);
  return switchTo(db, { assistant, message, by: { byUser: accountName() }, now: now() }, record);
}

async function linesOf(db: Queryable, off: readonly Off[]): Promise<string[]> {
  if (off.length === 0) return ['De digitale balie staat aan.'];
  const { words } = await doers(db, off.flatMap(({ by }) => ('byKey' in by ? by.byKey : [])));
  return off.map(({ assistant, since, by, message }) => {
    const what = assistant === ALL ? 'De digitale balie staat UIT' : `De assistent ${assistant} staat UIT`;
    return `${what}, sinds ${momentWords(since)}, door ${'byKey' in by ? words(by.byKey) : by.byUser}. Wie iets wil vragen, leest: ${message.replaceAll('\n', ' ')}`;
  });
}
