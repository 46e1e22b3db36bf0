import type { Queryable } from '../../src/store/database.ts';

/**
 * All that the desk's own schema is made of, a line each: tables' columns, indexes, constraints, functions, triggers, sequences, views. Without brackets and breaks of lines: in what was dumped and read again they stand
 * elsewhere, and it says the same.
 */
export async function schemaOf(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ line: string }>(`
    WITH own AS (
      SELECT oid, relname, relkind FROM pg_class c
      WHERE relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    )
    SELECT line FROM (
      SELECT concat_ws(' ', 'column', relname, attname, format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'not null' END, attidentity, attgenerated, pg_get_expr(adbin, adrelid)) AS line
      FROM own JOIN pg_attribute ON attrelid = own.oid AND attnum > 0 AND NOT attisdropped LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE relkind IN ('r', 'p', 'v')
      UNION ALL SELECT concat_ws(' ', 'index', pg_get_indexdef(own.oid)) FROM own WHERE relkind IN ('i', 'I')
      UNION ALL SELECT concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(k.oid)) FROM pg_constraint k JOIN own ON own.oid = conrelid
      UNION ALL SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid)) FROM pg_trigger t JOIN own ON own.oid = tgrelid WHERE NOT tgisinternal
      UNION ALL SELECT concat_ws(' ', 'view', relname, pg_get_viewdef(own.oid)) FROM own WHERE relkind = 'v'
      UNION ALL SELECT concat_ws(' ', 'sequence', relname, format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcycle) FROM own JOIN pg_sequence ON seqrelid = own.oid
      UNION ALL SELECT concat_ws(' ', 'function', pg_get_functiondef(p.oid)) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind <> 'a' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      UNION ALL SELECT concat_ws(' ', 'extension', extname) FROM pg_extension WHERE extname <> 'plpgsql'
    ) lines ORDER BY line COLLATE "C"`);
  return rows.map(({ line }) => line.replaceAll(/[()\s]+/g, ' '));
}
