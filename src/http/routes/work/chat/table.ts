import { z } from '@hono/zod-openapi';
import type { KeptTurn } from '../../../../audit/kept-turn.ts';

const kept = z.object({ columns: z.array(z.string()), rows: z.array(z.object({ cells: z.array(z.string()), place: z.number(), heading: z.string().exactOptional(), isLiteral: z.boolean() })) });

/** The table that work gave, from what was kept of it; undefined for other work, and for what was erased. */
export function keptTable(turn: KeptTurn | undefined): z.infer<typeof kept> | undefined {
  const work = turn?.end?.details?.['work'];
  const table = typeof work === 'object' && work !== null && 'table' in work ? kept.safeParse(work.table) : undefined;
  return table?.data;
}
