import type { Context, Hono } from 'hono';
import { BalieError } from '../../../../errors.ts';
import { documentWorkPage } from '../../../../web/pages.ts';
import { documentsPath } from '../../../../web/pages/work/files/paths.ts';
import type { Place } from '../../../../workplace/files/file.ts';
import type { WorkEvent } from '../../../../workplace/whole/run.ts';
import type { AccessList } from '../../../access/access.ts';
import { askerOf, employeeOf, hasAdmin } from '../../../access/employees.ts';
import type { Admission } from '../../../admission.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { logFault, toFault } from '../../../faults.ts';
import { readFields } from '../../../input.ts';
import type { KeptWork } from '../../../chat-file-deps.ts';
import { turnView } from '../../desk.ts';
import { showDocuments } from './documents-view.ts';
import { assistantFor, numberIn, placeIn } from './place.ts';
import { keptTable } from './table.ts';
import { toTask, WorkBody } from './work-contracts.ts';
import { tracing } from '../../../server/trace.ts';

const PATH = '/werk/gesprekken/:id/documenten';
/** More is not begun before who asks has seen how much it is. */
const UNASKED_CALLS = 20;
const MAX_FIELD = 2_000;

/** Work on whole files, as pages that work without a script: it goes on in the background, and its page says how far it is. */
export function documentWorkPageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  const { chatFiles, municipality, logger } = deps;

  access.declare('GET', PATH, 'employee');
  app.get(PATH, (c) => showDocuments(c, deps, placeIn(c)));

  access.declare('POST', PATH, 'employee');
  app.post(PATH, async (c) => {
    const place = placeIn(c);
    const employee = employeeOf(c);
    const fields = Object.fromEntries([...(await readFields(c))].map(([name, value]) => [name, value.slice(0, MAX_FIELD)]));
    const read = WorkBody.safeParse(bodyFrom(fields));
    if (!read.success) return showDocuments(c, deps, place, { fields, wrong: [...new Set(read.error.issues.map(({ path, message }) => `${LABELS[String(path[0])] ?? 'Het formulier'}: ${message}.`))] });
    const request = { assistant: assistantFor(c, deps, read.data.assistant), place, task: toTask(read.data), asker: { ...askerOf(employee), ...tracing(c.get('trace')) } };
    try {
      const { calls, read: span, all, isWhole, hasPages, seconds } = await chatFiles.estimate(request);
      if (fields['zeker'] !== 'ja' && (calls > UNASKED_CALLS || (!isWhole && !('pages' in request.task)))) {
        const words = ({ from, to }: typeof span) => `${hasPages ? 'bladzijde' : 'stuk'} ${from} tot en met ${to}`;
        return await showDocuments(c, deps, place, { fields, estimate: { calls, read: words(span), all: words(all), isWhole, minutes: seconds === undefined ? undefined : Math.max(1, Math.round(seconds / 60)) } });
      }
      const events = admission.run((signal) => chatFiles.run(request, signal), new AbortController().signal, { client: employee.id });
      const first = await events.next();
      if (first.done === true) throw new BalieError('internal');
      void goOn(events, c.get('requestId'));
      return c.redirect(`${documentsPath(place.conversationId)}/${numberOf(first.value)}`, 303);
    } catch (error) {
      const fault = toFault(error);
      if (fault.entry.status === 404 && fault.code !== 'chat-file-unknown') throw fault;
      logFault(logger, c.get('requestId'), fault);
      return showDocuments(c, deps, place, { fields, fault });
    }
  });

  access.declare('GET', `${PATH}/:work`, 'employee');
  app.get(`${PATH}/:work`, async (c) => {
    const place = placeIn(c);
    const employee = employeeOf(c);
    const { id, done, total, isRunning, turn } = await workIn(c, place);
    const end = turn?.end;
    const shown = turn && turnView({ ...turn, end: end && { ...end, terms: [] } });
    return c.html(documentWorkPage({ municipality, name: employee.name, hasAdmin: hasAdmin(employee), conversationId: place.conversationId, id, done, total, isRunning, turn: shown, table: keptTable(turn) }));
  });

  access.declare('POST', `${PATH}/:work/stoppen`, 'employee');
  app.post(`${PATH}/:work/stoppen`, async (c) => {
    const place = placeIn(c);
    if (!(await chatFiles.stopWork(place, numberIn(c, 'work', 'document-work-unknown')))) throw new BalieError('document-work-unknown');
    return c.redirect(documentsPath(place.conversationId), 303);
  });

  access.declare('GET', `${PATH}/:work/tabel.csv`, 'employee');
  app.get(`${PATH}/:work/tabel.csv`, async (c) => {
    const table = keptTable((await workIn(c, placeIn(c))).turn);
    if (table === undefined) throw new BalieError('document-work-unknown');
    return c.body(chatFiles.csv(table), 200, { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="tabel.csv"', 'Cache-Control': 'private, no-store' });
  });

  async function workIn(c: Context<AppEnv>, place: Place): Promise<KeptWork> {
    const id = numberIn(c, 'work', 'document-work-unknown');
    const found = (await chatFiles.works(place)).find((one) => one.id === id);
    if (found === undefined) throw new BalieError('document-work-unknown');
    return found;
  }

  /** Nobody listens: what went wrong is in the record, and logged. */
  async function goOn(events: AsyncIterable<WorkEvent>, requestId: string): Promise<void> {
    try {
      for await (const event of events) if (event.type === 'error') logFault(logger, requestId, event.error);
    } catch (error) {
      logFault(logger, requestId, toFault(error));
    }
  }
}

const LABELS: Readonly<Record<string, string>> = { pages: 'Bladzijden', columns: 'Kolommen', file: 'Bestand', before: 'Oude versie', after: 'Nieuwe versie', assistant: 'Assistent' };

function numberOf(event: WorkEvent): string {
  if (event.type === 'done') return event.turn.id;
  return event.type === 'sources' ? '' : event.turnId;
}

/** The fields of a form as the API has them. */
function bodyFrom({ kind, assistant, file, before, after, columns, from = '', to = '' }: Readonly<Record<string, string>>): unknown {
  const pages = from.trim() === '' && to.trim() === '' ? {} : { pages: { from: numberFrom(from) ?? 1, to: numberFrom(to) ?? Number.NaN } };
  if (kind === 'compare') return { kind, assistant, before, after };
  return { kind, assistant, file, ...pages, ...(kind === 'table' && { columns: (columns ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '') }) };
}

function numberFrom(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text);
}
