import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError, errorCatalogue, type ErrorCode } from '../../errors.ts';
import { deskPage, privacyPage } from '../../web/pages.ts';
import type { DeskView, FaultView, TurnView } from '../../web/views.ts';
import type { AccessList } from '../access.ts';
import type { Admission } from '../admission.ts';
import { MAX_QUESTION } from '../contracts/contracts.ts';
import type { AppDeps, ConversationTurn, DeskAssistant } from '../deps/deps.ts';
import type { AppEnv } from '../env.ts';
import { logFault, setFaultHeaders, toFault } from '../faults.ts';
import { checkQuestion } from '../contracts/question.ts';
import { lastOf, logReasons } from '../turn-events.ts';

/** The number under which an old turn's fault was logged is not kept, and the present request's would lead nowhere. */
const OLD_REQUEST = '';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The public desk as pages: a form that posts a question, and a page with the conversation. Works without JavaScript. */
export function deskRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  const assistant = deps.assistants.get(deps.publicAssistant);
  if (assistant === undefined) throw new BalieError('config-invalid', { detail: `prompts/${deps.publicAssistant} ontbreekt` });

  access.declare('GET', '/', 'public');
  app.get('/', (c) => c.html(deskPage({ ...emptyDesk(deps, assistant), turns: [] })));

  access.declare('POST', '/', 'public');
  app.post('/', async (c) => answerForm(c, { deps, admission, assistant, form: await readForm(c) }));

  access.declare('GET', '/privacy', 'public');
  app.get('/privacy', (c) => c.html(privacyPage({ municipality: deps.municipality })));
}

interface AskedByForm {
  readonly deps: AppDeps;
  readonly admission: Admission;
  readonly assistant: DeskAssistant;
  readonly form: URLSearchParams;
  readonly framed?: DeskView['framed'];
}

/** Takes the question that a form brings, and gives the page with the conversation. */
export async function answerForm(c: Context<AppEnv>, { deps, admission, assistant, form, framed }: AskedByForm): Promise<Response> {
  const question = form.get('question') ?? '';
  const conversation = form.get('conversationId') ?? '';
  const started = UUID.test(conversation) ? conversation : undefined;
  let conversationId = started;
  let fault: BalieError | undefined;
  let answered: TurnView | undefined;
  try {
    if (conversation !== '' && started === undefined) throw new BalieError('conversation-unknown');
    const request = { assistant, question: checkQuestion(question), conversationId: started, traceparent: c.get('trace').traceparent };
    const events = admission.run((signal) => deps.takeTurn(request, signal), c.req.raw.signal, deps.isUrgent(request.question));
    const told = logReasons(events, deps.logger, c.get('requestId'));
    const turn = await lastOf(noting(told, (id) => (conversationId = id)));
    ({ conversationId } = turn);
    answered = { ...turn, question: turn.question ?? question };
  } catch (error) {
    fault = toFault(error);
    logFault(deps.logger, c.get('requestId'), fault);
  }
  const turns = withAnswer(await conversationTurns(deps, assistant, conversationId, c.get('requestId')), answered);
  if (fault !== undefined) setFaultHeaders(c, fault);
  return c.html(
    deskPage({
      ...emptyDesk(deps, assistant),
      turns,
      ...(framed && { framed }),
      ...(conversationId === undefined || turns.length === 0 ? {} : { conversationId }),
      // A question that was not answered goes back into the form: nothing a person typed is lost.
      ...(fault === undefined ? {} : { draft: question, fault: faultView(fault.code, c.get('requestId')) }),
    }),
    (fault?.entry.status ?? 200) as ContentfulStatusCode,
  );
}

export function emptyDesk(deps: AppDeps, { name, title, greeting, examples }: DeskAssistant): Omit<DeskView, 'turns'> {
  return { municipality: deps.municipality, languages: deps.languages ?? [], assistant: { name, title, greeting, examples }, maxQuestionLength: MAX_QUESTION };
}

/** @throws BalieError `content-type-unsupported`. */
export async function readForm(c: Context<AppEnv>): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? '';
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) throw new BalieError('content-type-unsupported');
  return new URLSearchParams(await c.req.text());
}

/** Passes events on, and tells the conversation of a turn that failed: its earlier turns are still to be shown. */
async function* noting<E extends { type: string }>(events: AsyncIterable<E>, note: (conversationId: string) => void) {
  for await (const event of events) {
    if (event.type === 'error' && 'conversationId' in event && typeof event.conversationId === 'string') note(event.conversationId);
    yield event;
  }
}

/** The turns of a conversation as a page shows them; none when they cannot be read, which is logged. */
export async function conversationTurns(
  deps: AppDeps,
  assistant: DeskAssistant,
  conversationId: string | undefined,
  requestId: string,
): Promise<TurnView[]> {
  if (conversationId === undefined) return [];
  try {
    const turns = await deps.conversation(conversationId, assistant.name);
    return turns.map((turn) => turnView(turn, conversationId));
  } catch (error) {
    // The page is shown all the same, with the fault that was met; without the earlier turns.
    logFault(deps.logger, requestId, toFault(error));
    return [];
  }
}

/** The conversation with what was just answered, also where the log could not be read: who is in need must see the numbers. */
function withAnswer(turns: TurnView[], answered: TurnView | undefined): TurnView[] {
  return answered === undefined || turns.some(({ id }) => id === answered.id) ? turns : [...turns, answered];
}

function turnView(turn: ConversationTurn, conversationId: string): TurnView {
  const code = turn.end?.reason;
  // There is nothing to say of what is not there.
  const isAsked = turn.question !== undefined && turn.outcome !== undefined && turn.outcome !== 'failed';
  return {
    id: turn.id,
    question: turn.question ?? 'Deze vraag is gewist.',
    masked: maskedIn(turn.end?.details?.guard),
    outcome: turn.outcome ?? 'interrupted',
    answer: turn.outcome === 'failed' ? '' : (turn.end?.answer ?? ''),
    sources: turn.end?.sources ?? [],
    ...(turn.end?.language !== undefined && { language: turn.end.language }),
    terms: turn.end?.terms ?? [],
    ...(turn.end?.dutch !== undefined && { dutch: turn.end.dutch }),
    ...(isAsked && { feedback: { conversationId, ...(turn.feedback && { given: { text: '', ...turn.feedback } }) } }),
    ...(turn.outcome === 'failed' && isErrorCode(code) ? { fault: faultView(code, OLD_REQUEST) } : {}),
  };
}

/** Details are kept as they came: what is read of them is checked. */
function maskedIn(guard: unknown): string[] {
  const { masked } = typeof guard === 'object' && guard !== null && 'masked' in guard ? guard : { masked: [] };
  return Array.isArray(masked) ? masked.filter((type) => typeof type === 'string') : [];
}

function isErrorCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && Object.hasOwn(errorCatalogue, code);
}

export function faultView(code: ErrorCode, requestId: string): FaultView {
  const { message, action } = errorCatalogue[code];
  return { code, message, action, requestId };
}
