import type { KeyHolder } from '../../identity/keys.ts';
import type { Catalogue } from './catalogue.ts';
import type { Exchange } from './wire/exchange.ts';
import type { TurnPlace } from './turn.ts';

/** A request of a program that holds a key. */
export interface ProgramRequest {
  readonly exchange: Exchange;
  readonly key: KeyHolder;
  /** What the path names; empty where it names nothing. */
  readonly name: string;
}

/** What the routes for programs need of the process. */
export interface ProgramPlace extends TurnPlace {
  readonly catalogue: Catalogue;
}

/** @throws BalieError, as long as nothing was sent or when what was sent has been broken off. */
export type Handler = (request: ProgramRequest, place: ProgramPlace) => void | Promise<void>;
