import type { ConsoleChange, Why } from '../audit/console-changes.ts';
import type { Group } from '../identity/groups.ts';
import type { KeyManager } from '../identity/key-manager.ts';
import type { createPeopleManager, PersonSummary } from '../identity/local/manage.ts';
import type { Pull } from '../models/pulls.ts';
import type { PlaceView, StartView } from '../web/pages/console/views.ts';
import type { CatalogueDeps } from './staff-deps.ts';

/** A model with its places, as the hosts say now. */
export type PlacedAt = ReadonlyMap<string, readonly Pick<PlaceView, 'host' | 'state'>[]>;

/** What the console shows and changes; who may is checked before these are called. What is changed by way of `Why` is kept with its reason. */
export interface ConsoleDeps {
  /** Numbers of the desk and its day: nothing of what was said. */
  start(): Promise<Omit<StartView, 'mayOpen' | 'drift' | 'live'>>;
  /** The last changes of some subjects (`key`, `model`). */
  changes(of: readonly string[]): Promise<readonly ConsoleChange[]>;
  change(number: number): Promise<ConsoleChange | undefined>;
  catalogue(why: Why): Pick<CatalogueDeps, 'change'>;
  /** Calls that wait, by pool. */
  waiting(): ReadonlyMap<string, number>;
  places(): Promise<PlacedAt>;
  pulls(): Promise<readonly Pull[]>;
  /** Begins to bring a model to a host, and records that. @throws BalieError as `CatalogueDeps.pull`. */
  pull(backend: string, model: string, by: string): Promise<void>;
  keys(why: Why): Pick<KeyManager, 'create' | 'change' | 'rotate' | 'revoke' | 'putGroup'>;
  people(): Promise<readonly PersonSummary[]>;
  peopleManager(why: Why): ReturnType<typeof createPeopleManager>;
  readonly groups: readonly Group[];
  /** What somebody is at the desk. */
  rolesOf(person: Pick<PersonSummary, 'issuer' | 'claimed'>): readonly Group['roles'][number][];
  /** What somebody who is invited has for a role. */
  claimOf(role: Group['roles'][number]): string;
  /** The address that an invitation is opened at. */
  invitationLink(token: string): string;
}
