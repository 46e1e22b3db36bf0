import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { BalieError } from '../../../../errors.ts';
import type { DocumentsView } from '../../../../web/pages/work/files/views.ts';
import { documentsPage } from '../../../../web/pages.ts';
import type { Place } from '../../../../workplace/files/file.ts';
import { employeeOf, hasAdmin, mayUse } from '../../../access/employees.ts';
import type { AppDeps, DeskAssistant } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { faultView, setFaultHeaders } from '../../../faults.ts';

type More = Pick<DocumentsView, 'refused' | 'wrong' | 'fields' | 'estimate'> & { readonly fault?: BalieError };

/** The page with the files of a conversation, and what was wrong with what was just sent. */
export async function showDocuments(c: Context<AppEnv>, { chatFiles, municipality, assistants, workplace }: AppDeps, place: Place, { fault, ...more }: More = {}): Promise<Response> {
  const employee = employeeOf(c);
  const [files, works] = [await chatFiles.files(place), await chatFiles.works(place)];
  if (fault !== undefined) setFaultHeaders(c, fault);
  const own = await workplace.conversations.find(place.personId, place.conversationId);
  // What is made belongs to the conversation: once that has begun, with its assistant, also where that is one for residents.
  const isOffered = ({ name, audience }: DeskAssistant) => (own === undefined ? audience === 'employee' : name === own.assistant);
  const usable = [...assistants.values()].filter((assistant) => isOffered(assistant) && mayUse(employee, assistant));
  const page = documentsPage({
    municipality,
    name: employee.name,
    hasAdmin: hasAdmin(employee),
    conversationId: place.conversationId,
    files,
    works: works.map(({ id, startedAt, isRunning, turn }) => ({ id, startedAt, isRunning, what: turn?.question ?? (isRunning && turn === undefined ? 'Wordt begonnen' : 'Dit is gewist.'), outcome: turn?.outcome })),
    assistants: usable.map(({ name, title }) => ({ name, title })),
    ...more,
    ...(fault && { fault: faultView(fault.code, c.get('requestId')) }),
  });
  const isWrong = (more.wrong ?? more.refused ?? []).length > 0;
  return c.html(page, (fault?.entry.status ?? (isWrong ? 400 : 200)) as ContentfulStatusCode);
}
