import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { BalieError } from '../../../../errors.ts';
import type { DocumentsView } from '../../../../web/pages/work/files/views.ts';
import { documentsPage } from '../../../../web/pages.ts';
import type { Place } from '../../../../workplace/files/file.ts';
import { employeeOf, hasAdmin, mayUse } from '../../../access/employees.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { faultView, setFaultHeaders } from '../../../faults.ts';

type More = Pick<DocumentsView, 'refused' | 'wrong' | 'fields' | 'estimate'> & { readonly fault?: BalieError };

/** The page with the files of a conversation, and what was wrong with what was just sent. */
export async function showDocuments(c: Context<AppEnv>, { chatFiles, municipality, assistants }: AppDeps, place: Place, { fault, ...more }: More = {}): Promise<Response> {
  const employee = employeeOf(c);
  const [files, works] = [await chatFiles.files(place), await chatFiles.works(place)];
  if (fault !== undefined) setFaultHeaders(c, fault);
  const usable = [...assistants.values()].filter((assistant) => assistant.audience === 'employee' && mayUse(employee, assistant));
  const page = documentsPage({
    municipality,
    name: employee.name,
    hasAdmin: hasAdmin(employee),
    conversationId: place.conversationId,
    files,
    works: works.map(({ id, startedAt, isRunning, turn }) => ({ id, startedAt, isRunning, what: turn?.question ?? 'Dit is gewist.', outcome: turn?.outcome })),
    assistants: usable.map(({ name, title }) => ({ name, title })),
    ...more,
    ...(fault && { fault: faultView(fault.code, c.get('requestId')) }),
  });
  const isWrong = (more.wrong ?? more.refused ?? []).length > 0;
  return c.html(page, (fault?.entry.status ?? (isWrong ? 400 : 200)) as ContentfulStatusCode);
}
