import type { Context, Hono } from 'hono';
import { type ErrorCode, BalieError } from '../../../errors.ts';
import { workAccountPage } from '../../../web/pages.ts';
import { ACCOUNT_PATH } from '../../../web/pages/work/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { employeeOf, hasAdmin } from '../../access/employees.ts';
import { CONFIRM_PATH } from '../../access/paths.ts';
import { sessionToken } from '../../access/session-cookie.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView } from '../../faults.ts';
import { uuidIn } from '../../input.ts';

const REMOVE_PATH = `${ACCOUNT_PATH}/passkeys/:id/verwijderen`;
const notices = ['toegevoegd', 'passkey-weg'] as const;

/** How somebody logs in, for themselves. */
export function workAccountRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, accounts, oversight }: Pick<AppDeps, 'municipality' | 'accounts' | 'oversight'>): void {
  async function page(c: Context<AppEnv>, fault?: ErrorCode) {
    const employee = employeeOf(c);
    const notice = notices.find((one) => one === c.req.query('melding'));
    const [passkeys, looks] = await Promise.all([accounts.passkeys(employee.id), oversight.ofPerson(employee.id)]);
    return workAccountPage({
      municipality, name: employee.name, hasAdmin: hasAdmin(employee), passkeys, looks, ...(!employee.person.isConfirmed && { confirm: `${CONFIRM_PATH}?${new URLSearchParams({ naar: ACCOUNT_PATH }).toString()}` }),
      ...(fault === undefined ? notice && { notice } : { fault: faultView(fault, c.get('requestId')) }),
    });
  }

  access.declare('GET', ACCOUNT_PATH, 'employee');
  app.get(ACCOUNT_PATH, async (c) => c.html(await page(c)));

  access.declare('POST', REMOVE_PATH, 'account');
  app.post(REMOVE_PATH, async (c) => {
    try {
      if (!(await accounts.remove(employeeOf(c).id, uuidIn(c, 'id', 'not-found'), sessionToken(c)))) throw new BalieError('not-found');
    } catch (error) {
      if (!(error instanceof BalieError) || error.code !== 'passkey-last') throw error;
      return c.html(await page(c, error.code), 409);
    }
    return c.redirect(`${ACCOUNT_PATH}?melding=passkey-weg`, 303);
  });
}
