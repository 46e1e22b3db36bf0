import type { Publication } from '../factsheet/factsheet.ts';
import type { FactsheetDocument } from '../factsheet/public/document.ts';
import type { NewPublication } from '../factsheet/publications.ts';
import type { Statements } from '../factsheet/statements/statements.ts';

/** What is public: the last publication, or while there is none what the desk is by itself and by its configuration. */
export type ShownFactsheet = {
  /** The same as `/factsheet.json` gives it. */
  readonly file: string;
} & (
  | { readonly document: FactsheetDocument; readonly publication?: Omit<Publication, 'document'> }
  /** It was published in a form that this version cannot show. */
  | { readonly document: undefined; readonly publication: Omit<Publication, 'document'> }
);

/** A factsheet as it would be published now. */
interface DraftFactsheet {
  readonly document: FactsheetDocument;
  /** SHA-256 of what people say in it: to publish what was looked at, and nothing that was said since. */
  readonly statedSha256: string;
}

/** The factsheet of this deployment. Who may is checked before these are called. */
export interface FactsheetDeps {
  /** @throws BalieError `database-unavailable`. */
  shown(): Promise<ShownFactsheet>;
  /** What is public, on paper: a tagged PDF in Dutch. @throws BalieError `export-letters`; as `shown`. */
  pdf(): Promise<Uint8Array>;
  draft(): Promise<DraftFactsheet>;
  /** @returns its number. @throws BalieError `factsheet-moved` where something was said or published since; `factsheet-reading` while documents are read for the first time; `database-unavailable`. */
  publish(wish: Omit<NewPublication, 'document'> & { readonly statedSha256: string }): Promise<number>;
  last(): Promise<Publication | undefined>;
  readonly statements: Statements;
  /** JSON Schema of the file. */
  schema(): object;
  /** Names by numbers of people. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
