import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError, type ErrorCode } from '../../../errors.ts';
import { ownReportsPage } from '../../../web/pages.ts';
import { passageAnchor } from '../../../web/links.ts';
import { placeWords } from '../../../web/pages/document.ts';
import { REPORTS_PATH } from '../../../web/pages/work/paths.ts';
import { MAX_REPORT } from '../../../web/pages/work/report-form.ts';
import type { SourceReport } from '../../../workplace/source-reports.ts';
import { isUuid } from '../../../uuid.ts';
import type { AccessList } from '../../access/access.ts';
import { employeeOf, hasAdmin } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, setFaultHeaders, toFault } from '../../faults.ts';
import { plainText, readFields } from '../../input.ts';
import { documentIdIn, passagesOf, sourcePage } from '../source-page.ts';

const PATH = '/werk/bronnen/:id/melden';
/** Of somebody's own reports, the latest. */
const MAX_SHOWN = 100;

/** Employees report what is wrong in a source, and see what became of it. */
export function sourceReportRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, documents, reports } = deps;

  access.declare('POST', PATH, 'employee');
  app.post(PATH, async (c) => {
    const employee = employeeOf(c);
    const documentId = documentIdIn(c);
    const document = documentId === undefined ? undefined : await documents.read(documentId, employee.person.readers);
    if (documentId === undefined || document === undefined) throw new BalieError('source-unknown');
    const fields = await readFields(c);
    const given = fields.get('nummer') ?? '';
    const id = isUuid(given) ? given : deps.newId();
    const text = plainText(fields.get('melding') ?? '');
    const place = passagesOf(document).find(({ ordinal }) => String(ordinal) === fields.get('deel'));
    const again = (fault: BalieError) => {
      setFaultHeaders(c, fault);
      const report = { id, text: text.slice(0, 2 * MAX_REPORT), ...(place && { ordinal: place.ordinal }), fault: faultView(fault.code) };
      return c.html(sourcePage(deps, { id: documentId, document, employee, report }), fault.entry.status as ContentfulStatusCode);
    };
    const wrong: ErrorCode | undefined = text === '' ? 'report-empty' : text.length > MAX_REPORT ? 'report-too-long' : undefined;
    if (wrong !== undefined) return again(new BalieError(wrong));
    const { title, collectionId } = document;
    try {
      await reports.add({ id, collectionId, documentId, personId: employee.id, text, title, ...(place && { place: { ordinal: place.ordinal, words: placeWords(place, title) } }) });
    } catch (error) {
      const fault = toFault(error);
      if (fault.code !== 'report-too-often') throw error;
      return again(fault);
    }
    return c.redirect(`${REPORTS_PATH}?melding=gemeld`, 303);
  });

  access.declare('GET', REPORTS_PATH, 'employee');
  app.get(REPORTS_PATH, async (c) => {
    const employee = employeeOf(c);
    const found = await reports.ofPerson(employee.id, MAX_SHOWN);
    const shown = found.map((report) => ({ ...report, sourcePath: sourcePathOf(report) }));
    return c.html(ownReportsPage({ municipality, name: employee.name, hasAdmin: hasAdmin(employee), isSent: c.req.query('melding') === 'gemeld', reports: shown }));
  });
}

/** Where the source is opened, at the place that a report is about. */
export function sourcePathOf({ documentId, place }: Pick<SourceReport, 'documentId' | 'place'>): string {
  return `/bronnen/${documentId}${place === undefined ? '' : `#${passageAnchor(place.ordinal)}`}`;
}
