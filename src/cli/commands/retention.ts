import { masterKey } from '../../audit/content.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import type { Looked } from '../../retention/retention.ts';
import type { RetentionRun } from '../../retention/runs.ts';
import { momentWords } from '../../dutch-time.ts';
import { beforeWords, figureWords, KIND_WORDS, keptWords, scopeWords } from '../../web/pages/retention/words.ts';
import { accountName } from '../account-name.ts';
import { requireFinished } from '../backup/unfinished.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';
import { openRetention } from '../deps/retention-deps.ts';
import { openSettings } from '../settings/open.ts';

/** The latest: a month of daily reports. */
const MAX_RUNS = 31;

export const retention = command({
  name: 'retention',
  summary: 'Wist wat over zijn bewaartermijn is en niet is geblokkeerd (run; met --dry-run alleen kijken); toont wat er geldt en wat er is gewist (show).',
  usage: 'run [--dry-run] | show',
  options: { 'dry-run': { type: 'boolean' } },
  async run(input) {
    const [action, ...more] = input.positionals;
    const isDry = input.values['dry-run'] === true;
    if (more.length > 0) throw new WrongUse();
    if (action === 'run') return isDry ? look(input) : run(input);
    if (action === 'show' && !isDry) return show(input);
    throw new WrongUse();
  },
});

async function open({ config, database }: CommandInput) {
  const db = await database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const record = createManagementLog({ masterKey: key, now: () => new Date() });
  // What was published in Beheer holds here too.
  const { config: live, assistants } = await openSettings({ config, db, record });
  return openRetention({ db, config, masterKey: key, record, assistants, rules: () => live.retention });
}

/** 1 where something failed: who calls it from elsewhere must hear that. */
async function run(input: CommandInput): Promise<0 | 1> {
  // As before a desk erases: which terms and holds there are after a restore is known at its end.
  await requireFinished(await input.database());
  const outcome = await (await open(input)).run('hand', { byUser: accountName() });
  if (typeof outcome === 'string') throw new BalieError('retention-busy');
  const failed = Object.entries(outcome.failed).map(([kind, code]) => `${KIND_WORDS[kind as keyof typeof KIND_WORDS]} (${code})`);
  const lines = [`Gewist: ${figureWords(outcome.erased)}.`, `Bleef door een blokkade: ${figureWords(outcome.held)}.`, ...(failed.length === 0 ? [] : [`Mislukt: ${failed.join(', ')}.`])];
  tell(input, outcome, lines);
  return failed.length === 0 ? 0 : 1;
}

async function look(input: CommandInput): Promise<0> {
  const rules = await (await open(input)).look(0);
  const some = rules.filter(({ due, held }) => due + held > 0);
  tell(input, { rules: rules.map(ruleJson) }, some.length === 0 ? ['Er is niets over zijn termijn.'] : some.map((rule) => `${ruleLine(rule)}: ${rule.due} gaat weg, ${rule.held} blijft door een blokkade`));
  return 0;
}

async function show(input: CommandInput): Promise<0> {
  const opened = await open(input);
  const [rules, runs] = [await opened.inForce(), await opened.last(MAX_RUNS)];
  const lines = runs.length === 0 ? ['Er is nog geen verslag.'] : runs.map(runLine);
  tell(input, { rules: rules.map(ruleJson), runs }, [...rules.map((rule) => `${ruleLine(rule)}: ${keptWords(rule)}, nu gewist: ${beforeWords(rule)}`), '', ...lines]);
  return 0;
}

function ruleJson({ duration, ...rule }: Pick<Looked, 'kind' | 'before' | 'of' | 'duration'>): object {
  return { ...rule, duration: duration?.iso ?? null };
}

function ruleLine(rule: Pick<Looked, 'kind' | 'of'>): string {
  return `${KIND_WORDS[rule.kind]} (${scopeWords(rule)})`;
}

function runLine({ beganAt, beganBy, erased, held, failed, isInterrupted }: RetentionRun): string {
  const faults = Object.values(failed);
  const ending = isInterrupted ? 'afgebroken' : faults.length === 0 ? 'gelukt' : `deels mislukt (${faults.join(', ')})`;
  return `${momentWords(beganAt)}  ${beganBy}  gewist: ${figureWords(erased)}; geblokkeerd: ${figureWords(held)}; ${ending}`;
}
