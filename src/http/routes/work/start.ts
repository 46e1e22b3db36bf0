import type { Hono } from 'hono';
import { workStartPage } from '../../../web/pages.ts';
import { WORK_PATH } from '../../../web/pages/work/header.ts';
import type { AccessList } from '../../access/access.ts';
import { employeeOf, hasAdmin, mayUse } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

/** Where employees begin. */
export function workStartRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, assistants }: AppDeps): void {
  access.declare('GET', WORK_PATH, 'employee');
  app.get(WORK_PATH, (c) => {
    const employee = employeeOf(c);
    const usable = [...assistants.values()].filter((assistant) => mayUse(employee, assistant));
    return c.html(workStartPage({ municipality, name: employee.name, hasAdmin: hasAdmin(employee), assistants: usable }));
  });
}
