import type { Database } from '../../store/database.ts';
import { ranIn, readMigrations } from '../../store/migrate.ts';
import { canOnlyBeRead } from '../../store/ready.ts';
import { type Check, fault, sizeWords, ok, warning } from './checks.ts';

/** What pgvector must have: it goes on through an index where filters take away what that gives. */
const LEAST_VECTOR = [0, 8] as const;
/** The oldest PostgreSQL that Balie is tested and supported on. */
const LEAST_MAJOR = 16;
/** Of a process of the desk, at most. */
const CONNECTIONS = 10;
const CLOCK_WARNING_MS = 2_000;
const CLOCK_FAULT_MS = 60_000;

interface Server {
  readonly version: string;
  readonly vector: string | null;
  readonly bytes: number;
  readonly notOwned: number;
  readonly most: number;
  readonly used: number;
  readonly now: Date;
}

/** Whether the database is there, is of a version that will do, and lets Balie do all that it does. */
export async function lookAtDatabase(db: Database): Promise<readonly Check[]> {
  const asked = Date.now();
  const [server] = await db.query<Server>(
    `SELECT current_setting('server_version') AS version, coalesce((SELECT extversion FROM pg_extension WHERE extname = 'vector'), (SELECT default_version FROM pg_available_extensions WHERE name = 'vector')) AS vector, pg_database_size(current_database()) AS bytes,
       (SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT pg_has_role(c.relowner, 'USAGE')) AS "notOwned",
       current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer AS most, (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
       clock_timestamp() AS now`,
  );
  const took = Date.now() - asked;
  if (server === undefined) throw new Error('the database said nothing');
  const kind = db.kind === 'embedded' ? 'de ingebouwde database' : 'PostgreSQL';
  const said = `${kind} ${server.version} is er, en antwoordde na ${took} ms. Er staat ${sizeWords(server.bytes)} in.`;
  if (await canOnlyBeRead(db)) return [fault('Database', `${said} Zij is nu alleen te lezen: zij wordt nog hersteld, of is een replica van een andere`, 'Wacht tot het herstel klaar is (SELECT pg_is_in_recovery() geeft dan f), of laat DATABASE_URL wijzen naar de server waarin kan worden geschreven.'), await schemaCheck(db)];
  const isOld = Number.parseInt(server.version, 10) < LEAST_MAJOR;
  return [
    isOld ? warning('Database', `${said} Die versie is te oud`, `Neem PostgreSQL ${LEAST_MAJOR} of nieuwer: op oudere is Balie niet getest`) : ok('Database', said),
    vectorCheck(server.vector),
    await schemaCheck(db),
    ...(db.kind === 'embedded' ? [] : [rightsCheck(server.notOwned), connectionsCheck(server)]),
    // In the middle of what asking took.
    clockCheck('Klok', 'die van de database', server.now.getTime() - (asked + took / 2)),
  ];
}

function vectorCheck(version: string | null): Check {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const isNew = major > LEAST_VECTOR[0] || (major === LEAST_VECTOR[0] && minor >= LEAST_VECTOR[1]);
  if (isNew) return ok('pgvector', `versie ${version ?? ''}`);
  return fault('pgvector', version === null ? 'staat niet in de database' : `versie ${version} is te oud`, `Installeer pgvector ${LEAST_VECTOR.join('.')} of nieuwer op de databaseserver, en voer uit: ALTER EXTENSION vector UPDATE`);
}

async function schemaCheck(db: Database): Promise<Check> {
  const [ran, { length }] = await Promise.all([ranIn(db), readMigrations()]);
  const said = `versie ${ran} van ${length}`;
  if (ran === 0) return noneYet('Schema', 'er staat nog niets van Balie in');
  return ran === length ? ok('Schema', said) : fault('Schema', said, 'Maak eerst een reservekopie met balie backup. Start daarna de balie: die werkt de database bij.');
}

/** Whether the desk has not brought it up to date yet. */
export async function isOlder(db: Database): Promise<boolean> {
  return (await schemaState(db)) === 'older';
}

/** `none`: nothing of the desk is in it yet. */
export async function schemaState(db: Database): Promise<'none' | 'older' | 'current'> {
  const ran = await ranIn(db);
  if (ran === 0) return 'none';
  return ran < (await readMigrations()).length ? 'older' : 'current';
}

/** On a machine on which the desk never ran that is as it should be; on another one it is looked for in the wrong place. */
export function noneYet(what: string, said: string): Check {
  return warning(what, said, 'Start de balie: de eerste keer maakt zij alles. Had er al een database moeten zijn? Kijk dan naar DATABASE_URL en DATA_DIR.');
}

function rightsCheck(notOwned: number): Check {
  if (notOwned === 0) return ok('Rechten in de database', 'de gebruiker van DATABASE_URL is eigenaar van alle tabellen');
  return fault('Rechten in de database', `${notOwned} tabellen zijn van een ander: wat gewist is, kan dan niet uit de bestanden worden gehaald (VACUUM FULL)`, 'Maak de gebruiker van DATABASE_URL eigenaar: REASSIGN OWNED BY … TO …');
}

function connectionsCheck({ most, used }: Server): Check {
  const free = most - used;
  const said = `${free} van ${most} zijn vrij`;
  return free >= CONNECTIONS ? ok('Verbindingen met de database', said) : warning('Verbindingen met de database', said, `Elk proces van Balie gebruikt er tot ${CONNECTIONS}. Verhoog max_connections, of zet iets anders uit.`);
}

export function clockCheck(what: string, other: string, differenceMs: number): Check {
  const seconds = Math.round(Math.abs(differenceMs) / 1_000);
  if (Math.abs(differenceMs) < CLOCK_WARNING_MS) return ok(what, `gelijk met ${other}`);
  const said = `deze machine loopt ${seconds} seconden ${differenceMs > 0 ? 'achter op' : 'voor op'} ${other}`;
  const action = 'Zet beide klokken gelijk met een tijdserver (chrony of systemd-timesyncd).';
  return Math.abs(differenceMs) < CLOCK_FAULT_MS ? warning(what, said, action) : fault(what, said, action);
}
