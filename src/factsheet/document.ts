import { FACTSHEET_SCHEMA, type Factsheet } from './factsheet.ts';

/** The text of a factsheet that is signed and given to everybody. */
export function documentOf({ facts, statements }: Factsheet): string {
  return JSON.stringify({ schema: FACTSHEET_SCHEMA, facts, statements });
}

/** The facts in a text that this desk published; undefined for one of another schema: of that nothing can be compared. */
export function factsIn(document: string): Factsheet['facts'] | undefined {
  const read = JSON.parse(document) as Partial<Factsheet> & { readonly schema?: unknown };
  return read.schema === FACTSHEET_SCHEMA ? read.facts : undefined;
}
