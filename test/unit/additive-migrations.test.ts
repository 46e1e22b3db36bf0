import { expect, test } from 'vitest';
import { readMigrations } from '../../src/store/migrate.ts';

/** The last one of before several replicas: what stands in those before it has no old replica beside it. */
const LAST_BEFORE = 53;

/** What takes something away from a version that does not know of it, or asks of it what it does not write. */
const BREAKS: readonly RegExp[] = [/\bDROP\s+(?:TABLE|COLUMN|VIEW|SCHEMA|TYPE|FUNCTION|DEFAULT)\b/i, /\bRENAME\b/i, /\bALTER\s+(?:COLUMN\s+)?"?\w+"?\s+(?:SET\s+DATA\s+)?TYPE\b/i, /\bTRUNCATE\b/i];

/** @returns the statements by which a replica of the version before fails. */
function breaking(sql: string): string[] {
  const statements = sql.replaceAll(/--.*$/gm, '').replaceAll(/\/\*[^]*?\*\//g, '').split(';').map((one) => one.replaceAll(/\s+/g, ' ').trim());
  return statements.filter((one) => {
    if (BREAKS.some((pattern) => pattern.test(one))) return true;
    if (!/^ALTER TABLE\b/i.test(one)) return false;
    // Each by itself: a default of one column is none of the next.
    const parts = one.split(/,(?![^(]*\))/);
    return parts.some((part) => {
      const column = /\bALTER (?:COLUMN )?"?(?<name>\w+)"? SET NOT NULL\b/i.exec(part)?.groups?.['name'];
      if (column !== undefined) return !new RegExp(`\\b${column}"? SET DEFAULT\\b`, 'i').test(one);
      return /\bADD\b/i.test(part) && /\bNOT NULL\b/i.test(part.replaceAll(/\([^()]*\)/g, '')) && !/\b(?:DEFAULT|GENERATED)\b/i.test(part);
    });
  });
}

test('no migration takes away what a replica of the version before it uses, or asks more of it: it runs on beside the new one', async () => {
  const later = (await readMigrations()).filter(({ version }) => version > LAST_BEFORE);
  expect(later.length).toBeGreaterThan(0);
  expect(later.flatMap(({ name, sql }) => breaking(sql).map((statement) => `${name}: ${statement}`))).toEqual([]);
});

test.each([
  'ALTER TABLE turns DROP COLUMN outcome',
  'DROP TABLE IF EXISTS turns',
  'CREATE TABLE a (id integer);\nalter table turns\n  rename column outcome to ending',
  'ALTER TABLE turns ALTER COLUMN outcome SET NOT NULL',
  'ALTER TABLE turns ALTER outcome TYPE integer USING 1',
  'ALTER TABLE turns ADD COLUMN place text NOT NULL',
  "ALTER TABLE turns ADD COLUMN a text NOT NULL DEFAULT '', ADD COLUMN b text NOT NULL",
  'ALTER TABLE turns ALTER COLUMN outcome DROP DEFAULT',
])('is one that does: %s', (sql) => {
  expect(breaking(sql)).toHaveLength(1);
});

test.each([
  "-- DROP TABLE turns;\nALTER TABLE turns ADD COLUMN place text NOT NULL DEFAULT ''",
  'ALTER TABLE turns ADD COLUMN place text CHECK (place IS NOT NULL OR outcome IS NULL), ADD COLUMN at timestamptz',
  "ALTER TABLE turns ALTER COLUMN outcome SET DEFAULT '', ALTER COLUMN outcome SET NOT NULL",
  'CREATE TABLE places (id integer PRIMARY KEY, name text NOT NULL); CREATE INDEX places_name ON places (name)',
  // So a list of what may stand in a column grows.
  "ALTER TABLE turns DROP CONSTRAINT turns_outcome_check, ADD CONSTRAINT turns_outcome_check CHECK (outcome IN ('a', 'b'))",
])('is none that does: %s', (sql) => {
  expect(breaking(sql)).toEqual([]);
});
