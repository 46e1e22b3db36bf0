import type { RecordAct } from '../audit/management-log.ts';
import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import { coveredAmong, type CoveredTurn, coveredTurns } from './covered.ts';
import { type Doer, type Opening, stateOf } from './opening.ts';
import { COLUMNS, type OpeningRow, openingIn } from './rows.ts';

interface Options {
  readonly db: Database;
  readonly now: () => Date;
  readonly record: RecordAct;
}

export type Looks = ReturnType<typeof createLooks>;

/** What an opening is good for: nothing is shown that it does not cover, and no look is not in the audit log. */
export function createLooks({ db, now, record }: Options) {
  /** Asked anew at each look: it may be taken back at any moment. @throws BalieError `opening-unknown`, `opening-closed`. */
  async function open(tx: Queryable, number: number): Promise<Opening> {
    // Held as others hold it: who takes it back waits until the look is in the log.
    const [row] = await tx.query<OpeningRow>(`SELECT ${COLUMNS} FROM openings WHERE number = $1 FOR SHARE`, [number]);
    if (row === undefined) throw new BalieError('opening-unknown');
    const opening = openingIn(row);
    if (stateOf(opening, now()) !== 'open') throw new BalieError('opening-closed');
    return opening;
  }

  return {
    /**
     * Opens what of a conversation an opening shows to who asked for it; each turn is in the log before a word of it can be read.
     * @throws BalieError as above; `opening-elsewhere` for who did not ask for it, and for what it does not show, alike.
     */
    look: (number: number, conversationId: string, by: Doer): Promise<readonly CoveredTurn[]> =>
      db.transaction(async (tx) => {
        const opening = await open(tx, number);
        // Who is nothing any more of what they were when they asked reads nothing either.
        const isTheirs = opening.askedBy === by.id && opening.askerRoles.some((role) => by.roles.includes(role));
        const turns = isTheirs ? await coveredTurns(tx, opening.scope, conversationId) : [];
        if (turns.length === 0) throw new BalieError('opening-elsewhere');
        for (const { id, isPersons } of turns) await record(tx, { kind: 'opening.looked', facts: { turn: id, opening: number, ...(isPersons && { ofEmployee: true }), byPerson: by.id } });
        return turns;
      }),

    /**
     * For the command line, where nobody is known by a role: an opening by its number.
     * @returns whether it is an employee's turn, and which of the others it shows too. @throws BalieError as above.
     */
    async covers(number: number, turnId: string, others: readonly string[]): Promise<{ readonly isPersons: boolean; readonly others: ReadonlySet<string> }> {
      const { scope } = await open(db, number);
      const found = await coveredAmong(db, scope, [turnId, ...others]);
      const turn = found.find(({ id }) => id === turnId);
      if (turn === undefined) throw new BalieError('opening-elsewhere');
      return { isPersons: turn.isPersons, others: new Set(found.map(({ id }) => id)) };
    },

    /**
     * The opening of the queue of answers to judge: the one that holds longest. Undefined when there is none now.
     * @param tx who takes it back waits until that has ended.
     */
    async standing(tx: Queryable = db): Promise<{ readonly number: number; readonly until: Date } | undefined> {
      const [row] = await tx.query<{ number: number; until: Date }>(
        `SELECT number, valid_until AS until FROM openings WHERE scope = 'review' AND is_approved AND ended_at IS NULL AND valid_until > $1 ORDER BY valid_until DESC LIMIT 1 FOR SHARE`,
        [now()],
      );
      return row;
    },
  };
}
