import type { Config } from '../../config/config.ts';
import { createRegisterClient } from '../../factsheet/register/api/client.ts';
import { createRegister, type Register } from '../../factsheet/register/register.ts';
import { createStatements } from '../../factsheet/statements/statements.ts';
import type { Database } from '../../store/database.ts';
import type { Switches } from '../../switches/switches.ts';
import type { Desk } from '../desk/desk.ts';
import { factSource } from '../factsheet/fact-source.ts';

interface Parts {
  readonly config: Config;
  readonly desk: Desk;
  readonly db: Database;
  readonly switches: Switches;
}

/** The Algoritmeregister: records of the assistants as they are now, and the connection where there is one. */
export function registerDeps({ config, desk, db, switches }: Parts): Register {
  const now = () => new Date();
  const source = factSource({ config, desk, db, switches, now });
  const statements = createStatements({ db, record: desk.recordAct, now });
  return createRegister({
    db,
    record: desk.recordAct,
    client: config.algorithmRegister && createRegisterClient(config.algorithmRegister),
    async factsheet() {
      const [facts, said] = await Promise.all([source.facts(), statements.current()]);
      return { facts, statements: said };
    },
    now,
  });
}
