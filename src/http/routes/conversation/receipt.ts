import type { Context } from 'hono';
import type { Erased } from '../../../audit/receipt.ts';
import { dutchDay } from '../../../dutch-time.ts';

/** The proof of an erasure as a file: whoever has it can check it, also without this desk. */
export function receiptFile(c: Context, { receipt, at }: Erased): Response {
  c.header('Content-Disposition', `attachment; filename="wisbewijs-${dutchDay(at)}.json"`);
  return c.body(`${JSON.stringify(receipt, null, 2)}\n`, 200, { 'Content-Type': 'application/json' });
}
