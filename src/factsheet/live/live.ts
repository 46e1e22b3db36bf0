import { hash } from 'node:crypto';
import type { RecordAct } from '../../audit/management-log.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { lastEvaluations } from '../evaluations.ts';
import { daysBetween } from '../statements/exception.ts';
import type { Statements } from '../statements/statements.ts';
import { dueOf, holds, isNothing } from './due.ts';
import { addException, endException, endUpgrade, type Exception, type ExceptedBy, type Kept, lockExceptions, type NewException, readKept, setLive } from './exceptions.ts';
import { type Lack, lackId, lacksOf, type LookedAt } from './lacks.ts';

/** How an assistant for residents stands. */
export interface LiveState {
  readonly name: string;
  readonly title: string;
  readonly lacks: readonly Lack[];
  /** `complete`; on with an exception; `closed`: it takes no questions, whatever its switch says. */
  readonly standing: 'complete' | 'excepted' | 'closed';
  /** What holds, or where it is closed the last one that did; of what is complete there is none. */
  readonly exception?: Exception;
  /** Until that ends: 0 on its last day, negative after it; absent: it has no end. */
  readonly daysLeft?: number;
}

export interface LiveRules {
  /** Days that an exception lasts at most, and those that are made by themselves. */
  readonly exceptionDays: number;
  readonly exceptions: readonly Pick<Exception, 'assistant' | 'reason' | 'until'>[];
}

interface Parts {
  readonly db: Database;
  readonly record: RecordAct;
  readonly statements: Pick<Statements, 'current'>;
  /** Those for residents, as they are now. */
  readonly residents: () => readonly LookedAt[];
  /** Whether somebody turned one off by itself. */
  readonly isOff: (assistant: string) => boolean;
  readonly rules: LiveRules;
  readonly now: () => Date;
  /** YYYY-MM-DD. */
  readonly today: () => string;
}

/** Which assistants may answer residents, as this process knows it: from memory, which `look` and `keep` bring up to date. */
export class Live {
  readonly #parts: Parts;
  /** Before the first look only an exception of the configuration lets anybody in. */
  #kept: Kept = { exceptions: [], configured: [], live: new Set(), isUpgrade: false };
  #lacks = new Map<string, readonly Lack[]>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get exceptionDays(): number {
    return this.#parts.rules.exceptionDays;
  }

  /** Of each assistant for residents. */
  states(): readonly LiveState[] {
    return this.#parts.residents().map((one) => this.#stateOf(one));
  }

  of(assistant: string): LiveState | undefined {
    return this.states().find(({ name }) => name === assistant);
  }

  /** Whether it may take questions: any for employees may. */
  admits(assistant: string): boolean {
    return this.of(assistant)?.standing !== 'closed';
  }

  /** Takes in how it stands now. @throws BalieError `database-unavailable`; then all is as it was. */
  async look(): Promise<void> {
    const { db, statements, residents } = this.#parts;
    const [said, evaluations, kept] = [await statements.current(), await lastEvaluations(db), await readKept(db)];
    this.#lacks = new Map(residents().map((one) => [one.name, lacksOf(one, said, evaluations.find(({ assistant }) => assistant === one.name))]));
    this.#kept = kept;
  }

  /** The same, and writes down on record what follows from it. @throws as `look`. */
  async keep(): Promise<void> {
    await this.look();
    if (isNothing(this.#due(this.#kept))) return;
    await this.#parts.db.transaction(async (tx) => {
      await lockExceptions(tx);
      // Another process may have done it meanwhile.
      await this.#write(tx, await readKept(tx));
    });
    this.#kept = await readKept(this.#parts.db);
  }

  /** Lets an assistant answer until a day, whatever is missing. What was given is checked by who asks (`exceptionFaults`). @throws BalieError `database-unavailable`. */
  async except({ by, ...given }: Pick<NewException, 'assistant' | 'reason' | 'until'> & { readonly by: ExceptedBy }): Promise<void> {
    const { db, record, now } = this.#parts;
    const made: NewException = { ...given, origin: 'person' };
    await db.transaction(async (tx) => {
      await lockExceptions(tx);
      const number = await addException(tx, made, by, now());
      await record(tx, { kind: 'live.excepted', facts: { ...this.#factsOf(made, number), ...by } });
    });
    await this.look();
  }

  #due(kept: Kept) {
    const { residents, isOff, rules, today } = this.#parts;
    const looked = residents().map(({ name }) => ({ name, isComplete: this.#lacks.get(name)?.length === 0, isOn: !isOff(name) }));
    return dueOf(looked, kept, { configured: rules.exceptions, days: rules.exceptionDays, today: today() });
  }

  async #write(tx: Queryable, kept: Kept): Promise<void> {
    const { record, now } = this.#parts;
    const { exceptions, ended, becameLive, notLive, isUpgrade } = this.#due(kept);
    const numbers: number[] = [];
    for (const one of exceptions) numbers.push(await addException(tx, one, {}, now()));
    for (const { number } of ended) await endException(tx, number, now());
    for (const name of becameLive) await setLive(tx, name, true);
    for (const name of notLive) await setLive(tx, name, false);
    if (isUpgrade) await endUpgrade(tx);
    // The chain is locked from the first of these on.
    for (const [index, one] of exceptions.entries()) await record(tx, { kind: 'live.excepted', facts: this.#factsOf(one, numbers[index] ?? 0) });
    for (const { number, assistant } of ended) await record(tx, { kind: 'live.ended', facts: { exception: number, name: assistant } });
  }

  /** The reason stands in the table, which is public: its digest shows that it is the same. */
  #factsOf({ assistant, reason, until, origin }: NewException, exception: number) {
    return { exception, name: assistant, origin, until: until ?? null, reasonSha256: hash('sha256', reason, 'hex'), lacks: (this.#lacks.get(assistant) ?? []).map(lackId) };
  }

  #stateOf({ name, title }: LookedAt): LiveState {
    const { rules, today } = this.#parts;
    const [lacks, day] = [this.#lacks.get(name), today()];
    if (lacks?.length === 0) return { name, title, lacks, standing: 'complete' };
    const all = [...this.#kept.exceptions, ...rules.exceptions.map((one) => ({ ...one, number: 0, origin: 'configuration' as const, isEnded: false }))].filter(({ assistant }) => assistant === name);
    const holding = all.filter((one) => holds(one, day)).toSorted((left, right) => ((left.until ?? '9999') > (right.until ?? '9999') ? -1 : 1))[0];
    const exception = holding ?? all.toSorted((left, right) => ((left.until ?? '') > (right.until ?? '') ? -1 : 1))[0];
    return {
      name, title, lacks: lacks ?? [], standing: holding === undefined ? 'closed' : 'excepted', ...(exception && { exception }),
      ...(exception?.until !== undefined && { daysLeft: daysBetween(day, exception.until) }),
    };
  }
}
