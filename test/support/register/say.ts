import { createStatements } from '../../../src/factsheet/statements/statements.ts';
import type { TestDesk } from '../desk.ts';
import { statementsOf } from './factsheet.ts';

/** Has somebody say of a desk all that its record in the register wants to know. */
export async function sayEverything({ db, desk }: Pick<TestDesk, 'db' | 'desk'>, answers: Parameters<typeof statementsOf>[0] = {}): Promise<void> {
  const statements = createStatements({ db, record: desk.recordAct, now: () => new Date() });
  await statements.say(statementsOf(answers).map(({ assistant, question, answer, role, reviewOn }) => ({ assistant, question, answer, role, reviewOn, expected: 0, byPerson: '00000000-0000-4000-8000-000000000001' })));
}
