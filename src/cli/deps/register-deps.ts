import type { Config } from '../../config/config.ts';
import { createRegisterClient } from '../../factsheet/register/api/client.ts';
import { createRegister, type Register } from '../../factsheet/register/register.ts';
import type { FactsheetSources } from '../factsheet/sources.ts';

/** The Algoritmeregister: records of the assistants as they are now, and the connection where there is one. */
export function registerDeps({ algorithmRegister }: Pick<Config, 'algorithmRegister'>, { db, record, now, facts, statements }: FactsheetSources): Register {
  return createRegister({
    db,
    record,
    client: algorithmRegister && createRegisterClient(algorithmRegister),
    async factsheet() {
      const [found, said] = await Promise.all([facts(), statements.current()]);
      return { facts: found, statements: said };
    },
    now,
  });
}
