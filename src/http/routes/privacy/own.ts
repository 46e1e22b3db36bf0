import type { Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { dutchDay } from '../../../dutch-time.ts';
import { ACCOUNT_PATH, RECEIPTS_PATH } from '../../../web/pages/work/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { employeeOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { entryNumber } from '../../input.ts';
import { receiptFile } from '../conversation/receipt.ts';
import { fileResponse, formatOf } from './files.ts';

const DATA_PATH = `${ACCOUNT_PATH}/gegevens/:format`;
const RECEIPT_PATH = `${RECEIPTS_PATH}/:number`;

/** What employees get of their own without asking anybody: all that the desk has of them, and the proof of what they had erased. */
export function ownDataRoutes(app: Hono<AppEnv>, access: AccessList, { privacy }: AppDeps): void {
  access.declare('GET', DATA_PATH, 'account');
  app.get(DATA_PATH, async (c) => {
    const format = formatOf(c);
    return fileResponse(c, await privacy.ownData(employeeOf(c).id, format), `mijn-gegevens-${dutchDay(new Date())}`, format);
  });

  access.declare('GET', RECEIPT_PATH, 'employee');
  app.get(RECEIPT_PATH, async (c) => {
    const number = entryNumber(c.req.param('number'));
    const erased = number === undefined ? undefined : await privacy.ownReceipt(number, employeeOf(c).id);
    if (erased === undefined) throw new BalieError('receipt-unknown');
    return receiptFile(c, erased);
  });
}
