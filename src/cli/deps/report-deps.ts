import { namesOf, nameIn } from '../../identity/who.ts';
import { sourceIdsOf } from '../../knowledge/documents/editor-document.ts';
import type { ReportDeps } from '../../http/report-deps.ts';
import type { Database } from '../../store/database.ts';
import { createSourceReports, type SourceReport } from '../../workplace/source-reports.ts';
import type { Desk } from '../desk/desk.ts';

/** Faults in sources that employees report, with the names of who did what. */
export function reportDeps(db: Database, { auditKey, recordAct }: Pick<Desk, 'auditKey' | 'recordAct'>): ReportDeps {
  const reports = createSourceReports({ db, masterKey: auditKey, now: () => new Date(), record: recordAct });

  async function named(found: readonly SourceReport[]) {
    const names = await namesOf(db, found.flatMap(({ personId, done }) => [personId, ...(done ? [done.by] : [])]));
    return found.map((report) => ({ ...report, reporter: nameIn(names, report.personId), done: report.done && { ...report.done, by: nameIn(names, report.done.by) } }));
  }

  return {
    add: reports.add,
    waiting: reports.waiting,
    settle: reports.settle,
    ofPerson: async (personId, limit) => named(await reports.ofPerson(personId, limit)),
    async ofCollection(collection, page) {
      const { total, reports: found } = await reports.ofCollection(collection, page);
      const sources = await sourceIdsOf(db, collection, found.map(({ documentId }) => documentId));
      return { total, reports: (await named(found)).map((report) => ({ ...report, sourceId: sources.get(report.documentId) })) };
    },
  };
}
