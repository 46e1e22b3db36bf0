import type { MetadataFault, MetadataField } from '../knowledge/metadata-rules.ts';
import type { ChosenDocument } from '../web/pages/admin/views.ts';

/** Number of the key or of the person that somebody is logged in with. */
export interface DoneBy {
  readonly byKey?: string;
  readonly byPerson?: string;
}

type Facts = Readonly<Partial<Record<MetadataField, string>>>;

/** What cannot be set; `id` of the document that refuses it, where it depends on that. */
export interface Invalid {
  readonly invalid: readonly MetadataFault[];
  readonly id?: string;
}

/** What people do with documents by hand; who may is checked before these are called. */
export interface DocumentChangeDeps {
  /**
   * Sets facts by hand; empty or as the document itself has it: taken back; absent: as it is. @returns what is wrong with them, or
   * false when there is no such document.
   */
  correct(collection: string, sourceId: string, facts: Facts, by: DoneBy): Promise<boolean | Invalid>;
  /** Removes a document and what waits in its place. @returns false when there was neither. */
  remove(collection: string, sourceId: string, by: DoneBy): Promise<boolean>;
  /** Those of a collection that are there, by title. */
  chosen(collection: string, ids: readonly string[]): Promise<readonly ChosenDocument[]>;
  /** As `correct`, all of them or none. @param why in their own words. @returns how many there were. */
  correctChosen(collection: string, ids: readonly string[], facts: Facts, by: DoneBy, why: string): Promise<number | Invalid>;
  /** All in one transaction. @returns how many there were. */
  removeChosen(collection: string, ids: readonly string[], by: DoneBy, why: string): Promise<number>;
}
