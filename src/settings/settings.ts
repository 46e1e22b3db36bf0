import type { RecordAct } from '../audit/management-log.ts';
import { BalieError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Section, ValueFault } from './section.ts';
import { addVersion, lastNumbers, lastRecorded, lastVersion, type PublishedBy, type Version, versionOf, versionsOf } from './store.ts';

interface Options {
  readonly sections: readonly Section[];
  readonly record: RecordAct;
  readonly now?: () => Date;
}

/** What holds of a section, and which version that is: 0 for what the configuration says. */
interface Held {
  readonly number: number;
  readonly value: object;
}

/** A version that a newer Balie, or another configuration, does not take, or that the audit log does not know: what held goes on holding. */
export interface Unfit {
  readonly section: string;
  readonly number: number;
  readonly faults: readonly ValueFault[];
}

export interface Wish {
  readonly value: object;
  /** The version that its author saw. */
  readonly expected: number;
  readonly reason: string;
  readonly by: PublishedBy;
}

/**
 * What is set, as this process knows it: from memory, which `refresh` brings up to date. A database that cannot be reached leaves all as
 * it was.
 */
export class Settings {
  readonly #db: Database;
  readonly #sections: ReadonlyMap<string, Section>;
  readonly #record: RecordAct;
  readonly #now: () => Date;
  readonly #held: Map<string, Held>;
  /** The last version that was looked at, whether it could be used or not. */
  readonly #seen = new Map<string, number>();
  readonly #unfit = new Map<string, Unfit>();
  readonly #listeners = new Set<() => void>();

  constructor(db: Database, { sections, record, now = () => new Date() }: Options) {
    this.#db = db;
    this.#sections = new Map(sections.map((section) => [section.name, section]));
    this.#record = record;
    this.#now = now;
    this.#held = new Map(sections.map(({ name, initial }) => [name, { number: 0, value: initial }]));
  }

  /** What holds now. */
  value<Value extends object>(section: Section<Value>): Value {
    return (this.#held.get(section.name)?.value ?? section.initial) as Value;
  }

  /** Versions that cannot be used here. */
  unfit(): readonly Unfit[] {
    return [...this.#unfit.values()];
  }

  /** @param onChange is called after each change, made here or elsewhere. */
  onChange(onChange: () => void): void {
    this.#listeners.add(onChange);
  }

  /** Takes in what other processes published: one small query. @throws BalieError `database-unavailable`. */
  async refresh(): Promise<void> {
    const last = await lastNumbers(this.#db);
    const newer = [...this.#sections.values()].filter(({ name }) => (last.get(name) ?? 0) > (this.#seen.get(name) ?? 0));
    for (const section of newer) {
      const version = await lastRecorded(this.#db, section.name);
      if (version !== undefined) this.#take(section, version);
      this.#refuse(section.name, last.get(section.name) ?? 0);
    }
    if (newer.length > 0) this.#tell();
  }

  /** The number of the last version of a section, and the value that the last one on record, or the configuration, gives. */
  async current(name: string): Promise<Held> {
    const section = this.#find(name);
    const [last, recorded] = [await lastVersion(this.#db, name), await lastRecorded(this.#db, name)];
    return { number: last?.number ?? 0, value: recorded?.value ?? section.initial };
  }

  /** The value of a version; 0 is what the configuration says. @throws BalieError `settings-version-unknown`. */
  async valueAt(name: string, number: number): Promise<object> {
    const section = this.#find(name);
    if (number === 0) return section.initial;
    const version = await versionOf(this.#db, name, number);
    if (version === undefined) throw new BalieError('settings-version-unknown');
    return version.value as object;
  }

  /** Newest first, each with the value that it took the place of. @param before without this one and later ones. */
  async history(name: string, { before = Number.MAX_SAFE_INTEGER, limit }: { readonly before?: number | undefined; readonly limit: number }): Promise<{ readonly versions: readonly (Version & { readonly previous: unknown })[]; readonly hasMore: boolean }> {
    const section = this.#find(name);
    const found = await versionsOf(this.#db, name, { before: Math.min(before, 2_147_483_647), limit: limit + 1 });
    return { versions: found.slice(0, limit).map((version, at) => ({ ...version, previous: found[at + 1]?.value ?? section.initial })), hasMore: found.length > limit };
  }

  /**
   * Publishes a value; here it holds at once, or after the next look where the database went away meanwhile.
   * @returns the number of the version.
   * @throws BalieError `settings-moved` when somebody published meanwhile; `settings-same` when nothing would change; `input-invalid`;
   *   `database-unavailable`.
   */
  async publish(name: string, wish: Wish): Promise<number> {
    const checked = this.#find(name).check(wish.value);
    // Who fills in a form was told before: whatever comes here, nothing is published that could not be used.
    if ('faults' in checked) throw new BalieError('input-invalid', { detail: toldIn(checked.faults) });
    return this.#add(name, { ...wish, value: checked.value });
  }

  /** Publishes the value of an older version anew. @throws as `publish`; BalieError `settings-unfit` when it fits no longer. */
  async bringBack(name: string, number: number, wish: Omit<Wish, 'value'>): Promise<number> {
    const checked = this.#find(name).check(await this.valueAt(name, number));
    if ('faults' in checked) throw new BalieError('settings-unfit', { detail: toldIn(checked.faults) });
    return this.#add(name, { ...wish, value: checked.value }, number);
  }

  async #add(name: string, wish: Wish, bringsBack?: number): Promise<number> {
    const held = await this.current(name);
    if (held.number === wish.expected && isSame(held.value, wish.value)) throw new BalieError('settings-same');
    const number = await addVersion(this.#db, { ...wish, section: name, now: this.#now(), ...(bringsBack !== undefined && { bringsBack }) }, this.#record);
    // It is published: a database that goes away just now changes nothing about that, and the next look takes it in.
    await this.refresh().catch(() => undefined);
    return number;
  }

  #take(section: Section, { number, value }: Pick<Version, 'number' | 'value'>): void {
    // What was read before something newer came in is not taken for what is now.
    if (number <= (this.#seen.get(section.name) ?? 0)) return;
    this.#seen.set(section.name, number);
    const checked = section.check(value);
    if ('faults' in checked) {
      this.#unfit.set(section.name, { section: section.name, number, faults: checked.faults });
      return;
    }
    this.#unfit.delete(section.name);
    this.#held.set(section.name, { number, value: checked.value });
  }

  /** What the audit log does not know was not published: it holds not, whatever the table says. */
  #refuse(section: string, number: number): void {
    if (number <= (this.#seen.get(section) ?? 0)) return;
    this.#seen.set(section, number);
    this.#unfit.set(section, { section, number, faults: [{ at: '', message: 'staat zo niet in het auditlog: buiten de balie om geschreven' }] });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** @throws BalieError `not-found`. */
  #find(name: string): Section {
    const section = this.#sections.get(name);
    if (section === undefined) throw new BalieError('not-found');
    return section;
  }
}

function toldIn(faults: readonly ValueFault[]): string {
  return faults.map(({ at, message }) => `${at}: ${message}`).join('; ');
}

/** Whatever the order of their members, in which the database keeps none. */
function isSame(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one));
}
