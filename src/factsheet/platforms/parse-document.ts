import type { Factsheet } from '../factsheet.ts';

/** A published document as the factsheet that it is of; undefined for one of another shape: of an older or a newer version. */
export function factsheetIn(document: string): Factsheet | undefined {
  try {
    const { facts, statements } = JSON.parse(document) as Partial<Factsheet>;
    if (facts === undefined || !Array.isArray(facts.assistants) || !Array.isArray(facts.models) || !Array.isArray(statements)) return undefined;
    return { facts, statements: statements.map((one) => ({ ...one, at: new Date(one.at) })) };
  } catch {
    return undefined;
  }
}
