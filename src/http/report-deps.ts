import type { SourceReport, SourceReports } from '../workplace/source-reports.ts';

/** A report with what only who keeps the collection needs. */
interface KeptReport extends SourceReport {
  /** Name of who reported it. */
  readonly reporter: string;
  /** Of the document; undefined when it is gone. */
  readonly sourceId: string | undefined;
}

/** Faults in sources, as employees report them. Who may is checked before these are called; who settled one is given by name. */
export interface ReportDeps extends Pick<SourceReports, 'add' | 'waiting' | 'settle'> {
  ofPerson(personId: string, limit: number): Promise<readonly SourceReport[]>;
  ofCollection(collection: string, page: { readonly page: number; readonly pageSize: number }): Promise<{ readonly total: number; readonly reports: readonly KeptReport[] }>;
}
