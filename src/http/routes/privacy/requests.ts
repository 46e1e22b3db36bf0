import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../../../errors.ts';
import { dutchDay, endOfDutchDay } from '../../../dutch-time.ts';
import { MAX_CORRECTION, REASONS, REQUEST_KINDS } from '../../../privacy/choices.ts';
import type { Decision } from '../../../privacy/requests.ts';
import { requestPage, requestsPage } from '../../../web/pages.ts';
import { dataPath, decidePath, requestPath, requestReceiptPath, REQUESTS_PATH } from '../../../web/pages/requests/paths.ts';
import type { RequestDraft } from '../../../web/pages/requests/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import type { FilledRequest } from '../../privacy-deps.ts';
import { faultView, toFault } from '../../faults.ts';
import { numberIn, plainText, readFields, uuidIn } from '../../input.ts';
import { pageOf } from '../admin/support.ts';
import { receiptFile } from '../conversation/receipt.ts';
import { fileResponse, formatOf } from './files.ts';

const PAGE_SIZE = 25;
const MAX_ABOUT = 200;
const ID = ':id';

/** Requests of people about what the desk has of them: who wrote one down does not decide it. */
export function requestRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, privacy }: AppDeps): void {
  access.declare('GET', REQUESTS_PATH, 'requests');
  app.get(REQUESTS_PATH, async (c) => c.html(await list(c, { kind: 'access', about: '', receivedOn: dutchDay(new Date()), place: '', text: '' })));

  access.declare('POST', REQUESTS_PATH, 'requests');
  app.post(REQUESTS_PATH, async (c) => {
    const draft = draftOf(await readFields(c));
    try {
      const id = await privacy.register(filled(draft), c.get('key').id);
      return c.redirect(`${requestPath(id)}?melding=vastgelegd`, 303);
    } catch (error) {
      const fault = asked(error);
      return c.html(await list(c, draft, fault), fault.entry.status as ContentfulStatusCode);
    }
  });

  access.declare('GET', requestPath(ID), 'requests');
  app.get(requestPath(ID), async (c) => c.html(await one(c)));

  access.declare('POST', decidePath(ID), 'privacy');
  app.post(decidePath(ID), async (c) => {
    const id = uuidIn(c, 'id', 'request-unknown');
    try {
      await privacy.decide(id, decisionIn(await readFields(c)), c.get('key').id);
    } catch (error) {
      const fault = asked(error);
      if (fault.code === 'request-unknown') throw fault;
      return c.html(await one(c, fault), fault.entry.status as ContentfulStatusCode);
    }
    return c.redirect(requestPath(id), 303);
  });

  access.declare('GET', dataPath(ID, ':format'), 'privacy');
  app.get(dataPath(ID, ':format'), async (c) => {
    const format = formatOf(c);
    const request = await privacy.find(uuidIn(c, 'id', 'request-unknown'));
    return fileResponse(c, await privacy.dataFor(request, format, c.get('key').id), `inzage-${request.id.slice(0, 8)}`, format);
  });

  access.declare('GET', requestReceiptPath(ID), 'requests');
  app.get(requestReceiptPath(ID), async (c) => receiptFile(c, await privacy.receiptFor(await privacy.find(uuidIn(c, 'id', 'request-unknown')))));

  async function list(c: Context<AppEnv>, draft: RequestDraft, fault?: BalieError): Promise<ReturnType<typeof requestsPage>> {
    const at = { page: pageOf(c.req.query('pagina')), pageSize: PAGE_SIZE };
    const found = await privacy.list(at);
    return requestsPage({
      municipality, editor: editorOf(c), ...found, ...at, draft, kinds: REQUEST_KINDS, maxText: MAX_CORRECTION, today: dutchDay(new Date()),
      ...(fault && { fault: faultView(fault.code, c.get('requestId')) }),
    });
  }

  async function one(c: Context<AppEnv>, fault?: BalieError): Promise<ReturnType<typeof requestPage>> {
    const { id: me, person } = c.get('key');
    const request = await privacy.find(uuidIn(c, 'id', 'request-unknown'));
    const isOfficer = person?.roles.includes('privacy-officer') === true;
    return requestPage({
      municipality, editor: editorOf(c), request, reasons: REASONS, isOfficer,
      mayDecide: isOfficer && request.registeredBy !== me,
      correction: isOfficer ? await privacy.correctionOf(request.id) : undefined,
      now: new Date(),
      isNew: c.req.query('melding') === 'vastgelegd',
      ...(fault && { fault: faultView(fault.code, c.get('requestId')) }),
    });
  }
}

/** A fault that who sent a form can do something about. */
function asked(error: unknown): BalieError {
  const fault = toFault(error);
  if (!fault.code.startsWith('request-') && fault.code !== 'erasure-held') throw error;
  return fault;
}

function draftOf(fields: URLSearchParams): RequestDraft {
  const field = (name: string) => plainText(fields.get(name) ?? '');
  return { kind: field('soort'), about: field('waarvan').slice(0, MAX_ABOUT), receivedOn: field('ontvangen').slice(0, 10), place: field('plaats').slice(0, 10), text: field('aanvulling').slice(0, 2 * MAX_CORRECTION) };
}

/** @throws BalieError `request-invalid`, `request-turn-unknown`, `request-text-empty`, `request-text-too-long`. */
function filled({ kind: typed, about, receivedOn, place, text }: RequestDraft): FilledRequest {
  const kind = REQUEST_KINDS.find((one) => one === typed);
  if (kind === undefined || endOfDutchDay(receivedOn) === undefined || receivedOn > dutchDay(new Date())) throw new BalieError('request-invalid');
  if (kind !== 'correction') return { kind, about, receivedOn };
  const number = numberIn(place);
  if (number === undefined) throw new BalieError('request-turn-unknown');
  if (text === '') throw new BalieError('request-text-empty');
  if (text.length > MAX_CORRECTION) throw new BalieError('request-text-too-long');
  return { kind, about, receivedOn, correction: { place: number, text } };
}

/** @throws BalieError `request-invalid`. */
function decisionIn(fields: URLSearchParams): Decision {
  const reason = REASONS.find((one) => one === fields.get('reden'));
  if (fields.get('besluit') === 'granted') return { decision: 'granted' };
  if (fields.get('besluit') !== 'refused' || reason === undefined) throw new BalieError('request-invalid');
  return { decision: 'refused', reason };
}
