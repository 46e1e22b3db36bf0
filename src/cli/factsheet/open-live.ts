import type { RecordAct } from '../../audit/management-log.ts';
import type { Config } from '../../config/config.ts';
import { dutchDay } from '../../dutch-time.ts';
import { Live, type LiveState } from '../../factsheet/live/live.ts';
import { lackWords } from '../../factsheet/statements/lack-words.ts';
import type { Statements } from '../../factsheet/statements/statements.ts';
import { sameModel } from '../../models/ollama/model-name.ts';
import type { Database } from '../../store/database.ts';
import type { Off } from '../../switches/store.ts';
import type { Switches } from '../../switches/switches.ts';
import { DEFAULT_MESSAGE } from '../../switches/words.ts';
import type { ToldDesk } from './fact-source.ts';

interface Parts {
  readonly config: Pick<Config, 'goingLive'>;
  readonly desk: Pick<ToldDesk, 'assistants' | 'catalogue'>;
  readonly db: Database;
  readonly statements: Pick<Statements, 'current'>;
  readonly switches: Pick<Switches, 'list'>;
  readonly record: RecordAct;
  readonly now: () => Date;
}

/** Which assistants may answer residents, over what is said and measured of them. */
export function openLive({ config, desk, db, statements, switches, record, now }: Parts): Live {
  const hostName = (model: string) => desk.catalogue.catalogue.data.models.find(({ name }) => name === model)?.model ?? model;
  const residents = () =>
    [...desk.assistants.values()]
      .filter(({ audience }) => audience === 'resident')
      .map(({ name, title, prompts, model }) => ({ name, title, prompts, isModel: (found: string) => sameModel(found.replace(/ \([^)]*\)$/, ''), hostName(model)) }));
  const isOff = (assistant: string) => switches.list().some((off) => off.assistant === assistant);
  return new Live({ db, record, statements, residents, isOff, rules: config.goingLive, now, today: () => dutchDay(now()) });
}

/** What is off: by who turned it off, or since something is missing. Who asks is told the same. */
export function closedBy(live: Pick<Live, 'admits'>, switches: Pick<Switches, 'offFor'>): Pick<Switches, 'offFor'> {
  const closed = (assistant: string): Off => ({ assistant, message: DEFAULT_MESSAGE, since: new Date(), by: { byUser: 'balie' } });
  return { offFor: (assistant) => switches.offFor(assistant) ?? (live.admits(assistant) ? undefined : closed(assistant)) };
}

/** What the configuration says of assistants that are not there: told, for it holds for none. */
export function strayLines({ factsheet, goingLive }: Pick<Config, 'factsheet' | 'goingLive'>, assistants: Pick<ReadonlyMap<string, unknown>, 'has'>): string[] {
  const strays = (names: readonly (string | undefined)[]) => [...new Set(names)].filter((name) => name !== undefined && !assistants.has(name));
  return [
    ...strays(factsheet.map(({ assistant }) => assistant)).map((name) => `Gegevensblad (factsheet in de configuratie) van een assistent die er niet is: ${name}.`),
    ...strays(goingLive.exceptions.map(({ assistant }) => assistant)).map((name) => `Uitzondering (goingLive in de configuratie) voor een assistent die er niet is: ${name}.`),
  ];
}

/** For who starts the desk or looks after it, of each assistant that is not complete: what is missing, and what to do. */
export function liveLines(states: readonly LiveState[]): string[] {
  return states.filter(({ standing }) => standing !== 'complete').flatMap(({ name, lacks, standing, exception }) => [
    standing === 'closed'
      ? `De assistent ${name} staat niet aan voor inwoners: ${exception === undefined ? 'er ontbreekt iets.' : `de uitzondering hield op na ${exception.until}.`}`
      : `De assistent ${name} staat aan met een uitzondering${exception?.until === undefined ? '' : ` tot en met ${exception.until}`}: ${exception?.reason}`,
    ...lacks.map((lack) => `  - ${lackWords(lack)}`),
    ...(lacks.some(({ kind }) => kind === 'statement') ? ['  Vul in wat ontbreekt: in Beheer onder Gegevensblad, of bij factsheet in de configuratie.'] : []),
    ...(lacks.some(({ kind }) => kind === 'evaluation') ? [`  Toets de antwoorden: balie evaluate answers VRAGEN.jsonl --published --keep`] : []),
    ...(standing === 'closed' ? [`  Kan dat nog niet? Geef een uitzondering: in Beheer onder Aan of uit, bij goingLive in de configuratie, of met balie desk on --assistant ${name} --exception "WAAROM" --until JJJJ-MM-DD`] : []),
  ]);
}
