import { dutchDay } from '../dutch-time.ts';
import type { Queryable } from '../store/database.ts';

const JOULES_PER_WATT_HOUR = 3_600;

/** Adds what hosts drew for a person. What is no person's, such as work of the desk itself, is left out. */
export async function addEnergy(db: Queryable, person: string, joules: number, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO person_energy AS e (person_id, day, joules) SELECT id, $2::date, $3 FROM people WHERE id::text = $1
     ON CONFLICT (person_id, day) DO UPDATE SET joules = e.joules + excluded.joules`,
    [person, dutchDay(now), joules],
  );
}

/** Watt-hours by Dutch day (YYYY-MM-DD), from one day on. */
export async function energyOf(db: Queryable, person: string, from: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ day: string; joules: number }>('SELECT day, joules FROM person_energy WHERE person_id = $1 AND day >= $2::date', [person, from]);
  return new Map(rows.map(({ day, joules }) => [day, joules / JOULES_PER_WATT_HOUR]));
}

const PAST = 'day < $1::timestamptz::date';

/** What was drawn before a day. */
export const agedEnergy = { past: `person_energy WHERE ${PAST}`, erase: [{ from: 'person_energy', where: PAST }] };

/** Watt-hours of all employees together from a Dutch day on; undefined where nothing was counted. Of whom is not told. */
export async function energySince(db: Queryable, day: string): Promise<number | undefined> {
  const [row] = await db.query<{ joules: number | null }>('SELECT sum(joules)::float8 AS joules FROM person_energy WHERE day >= $1::date', [day]);
  return typeof row?.joules === 'number' ? Math.round(row.joules / JOULES_PER_WATT_HOUR) : undefined;
}
