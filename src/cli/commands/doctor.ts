import { asBalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import type { Command, CommandInput } from '../command.ts';
import { tell } from '../command.ts';
import { lookAtCare } from '../doctor/care.ts';
import { lookAtCertificates } from '../doctor/certificates.ts';
import { type Check, looked, ok, warning } from '../doctor/checks.ts';
import { lookAtDatabase, noneYet, schemaState } from '../doctor/database.ts';
import { lookAtLine } from '../doctor/database-line.ts';
import { lookAtLogin } from '../doctor/login.ts';
import { lookAtMachine } from '../doctor/machine.ts';
import { lookAtModels } from '../doctor/models.ts';
import { lookAtOutlets } from '../doctor/outlets.ts';
import { connectionsOf, type KnownConnection } from '../factsheet/facts/connection-facts.ts';
import { openDeclaredHosts, type OpenHosts, openHosts } from '../hosts/open-hosts.ts';
import { oneLine } from '../printable.ts';

const STATES = { ok: 'in orde', unknown: '?', warning: 'LET OP', fault: 'FOUT' } as const;
const WIDTH = Math.max(...Object.values(STATES).map(({ length }) => length)) + 2;

export const doctor: Command = {
  name: 'doctor',
  summary: 'Kijkt na of alles in orde is: instellingen, database, modellen, schijf, klok, certificaten, rechten, reservekopieën, wissen en ankerpunten, en zegt wat u kunt doen. Of toont elke plaats waarmee de balie praat (--sovereignty). Uitkomst: 0 in orde, 1 let op, 2 fout.',
  usage: '[--sovereignty]',
  options: { sovereignty: { type: 'boolean' } },
  faultCode: 2,
  leavesSchema: true,
  async run(input) {
    if (input.positionals.length > 0) {
      input.note('Gebruik: balie doctor [--sovereignty]');
      return 2;
    }
    const opened = await open(input);
    try {
      return input.values['sovereignty'] === true ? tellPlaces(input, opened) : tellChecks(input, await allChecks(input, opened));
    } finally {
      await opened.hosts?.close();
    }
  },
};

interface Opened {
  readonly db?: Database;
  /** Absent too where the database is older than what reads it. */
  readonly hosts?: OpenHosts;
  /** `none`: there is no database of the desk yet. */
  readonly schema?: 'none' | 'older' | 'current';
  /** Why one of them is not there. */
  readonly checks: readonly Check[];
}

async function open(input: CommandInput): Promise<Opened> {
  const found: { -readonly [Key in 'db' | 'hosts' | 'schema']?: Opened[Key] } = {};
  const checks = [
    ...(await looked('Database', async () => {
      try {
        found.db = await input.database();
        found.schema = await schemaState(found.db);
        return [];
      } catch (error) {
        if (asBalieError(error).code !== 'database-none') throw error;
        found.schema = 'none';
        return [noneYet('Database', `er is er nog geen in ${input.config.dataDir}`)];
      }
    })),
    ...(found.schema === undefined || found.schema === 'older' ? [] : await looked('Modellen', async () => {
      found.hosts = await (found.schema === 'none' ? openDeclaredHosts(input) : openHosts(input));
      return [];
    })),
  ];
  return { ...found, checks };
}

async function allChecks(input: CommandInput, { db, hosts, schema, checks }: Opened): Promise<readonly Check[]> {
  const { config, signal } = input;
  const now = new Date();
  const data = hosts?.catalogue.data ?? config.catalogue;
  const parts = await Promise.all([
    db === undefined ? [] : looked('Database', () => lookAtDatabase(db)),
    Promise.resolve(lookAtLine(config.databaseUrl)),
    hosts === undefined ? [warning('Modellen', 'niet nagekeken', 'Verhelp eerst wat hierboven fout is.')] : looked('Modellen', () => lookAtModels(data, { hostOf: hosts.hostOf, signal })),
    looked('Deze machine', () => lookAtMachine(config, data.backends)),
    looked('Certificaten', () => lookAtCertificates(config, data, now)),
    looked('Inlogdienst', () => lookAtLogin(config)),
    db === undefined || schema !== 'current' ? [] : looked('Ontvangers van het logboek', () => lookAtOutlets(db, config, now)),
    db === undefined || schema !== 'current' ? [] : looked('Zorg', () => lookAtCare(db, config, now)),
  ]);
  const outside = connectionsOf(config, data).filter(({ isNear }) => !isNear);
  const places = outside.length === 0 ? ok('Verbindingen naar buiten', 'geen') : ok('Verbindingen naar buiten', `${outside.map(({ host, purpose }) => `${host} (${purpose})`).join(', ')}. Meer: balie doctor --sovereignty`);
  return [ok('Instellingen', 'kloppen'), ...checks, ...parts.flat(), places];
}

function tellChecks(input: CommandInput, checks: readonly Check[]): 0 | 1 | 2 {
  const state = checks.some((check) => check.state === 'fault') ? 'fault' : checks.some((check) => check.state === 'warning') ? 'warning' : 'ok';
  const lines = checks.flatMap((check) => [`${STATES[check.state].padEnd(WIDTH)}${oneLine(`${check.what}: ${check.said}`)}`, ...(check.action === undefined ? [] : [`${' '.repeat(WIDTH)}> ${oneLine(check.action)}`])]);
  tell(input, { state, checks }, lines);
  return { ok: 0, warning: 1, fault: 2 }[state] as 0 | 1 | 2;
}

/** 1 where anything may leave the building, or nobody can tell. */
function tellPlaces(input: CommandInput, { hosts }: Opened): 0 | 1 | 2 {
  const all = connectionsOf(input.config, hosts?.catalogue.data ?? input.config.catalogue);
  if (hosts === undefined) input.note('De database is niet te lezen: modelservers die in Beheer zijn ingesteld, staan er niet bij.');
  const outside = all.filter(({ isNear }) => !isNear);
  const connections = all.map(({ host, purpose, isNear }) => ({ host, purpose, place: isNear ? 'inside' : 'outside' }));
  const programs = programsOf(input.config);
  const told = programs.map(({ path, purpose }) => `PROGRAMMA  ${path}  ${purpose}: waarheen dat gaat, kan de balie niet zien of tegenhouden`);
  const verdict = outside.length === 0 && programs.length > 0 ? 'De balie zelf praat alleen binnen het gebouw; kijk bij het programma waarmee dat praat.' : outside.length === 0 ? 'Er gaat niets naar buiten: elke plaats heeft een adres binnen het gebouw.' : `Naar ${outside.length === 1 ? 'één plaats' : `${outside.length} plaatsen`} gaat iets naar buiten, of dat is aan het adres niet te zien.`;
  tell(input, { leaves: outside.length > 0, connections, programs }, [...(all.length === 0 ? ['Er zijn geen verbindingen ingesteld.'] : all.map(placeLine)), ...told, verdict, 'Met iets anders praat de balie niet: geen telemetrie, geen CDN, geen LangSmith.']);
  return outside.length === 0 && programs.length === 0 ? 0 : 1;
}

/** Programs that the desk starts, by their path alone: arguments may be secret. What they do is not under its guard. */
function programsOf({ auditKey }: CommandInput['config']): { readonly path: string; readonly purpose: string }[] {
  return typeof auditKey === 'object' ? [{ path: auditKey.command[0], purpose: 'sleutel van het logboek (AUDIT_KEY_COMMAND)' }] : [];
}

function placeLine({ host, purpose, isNear }: KnownConnection): string {
  return `${isNear ? 'binnen' : 'BUITEN'}  ${host}  ${purpose}`;
}
