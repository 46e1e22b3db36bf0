import type { Queryable } from '../store/database.ts';
import { append, chainKey, type Facts } from './chain.ts';

interface Options {
  readonly masterKey: Buffer;
  readonly now: () => Date;
}

/** Something that was changed by who manages the desk. */
interface ManagementAct {
  readonly kind: string;
  readonly facts: Facts;
}

/**
 * The record of what is managed. @returns what puts an act into the chain, in the transaction of the change itself: both are there, or
 * neither is. The chain is locked until that ends, so that it should be the last thing in it.
 */
export function createManagementLog({ masterKey, now }: Options): (tx: Queryable, act: ManagementAct) => Promise<void> {
  const key = chainKey(masterKey);
  return (tx, { kind, facts }) => append(tx, key, { kind, at: now(), facts });
}
