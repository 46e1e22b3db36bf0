import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError, errorCatalogue, type ErrorCode } from '../../errors.ts';
import { deskPage } from '../../web/pages.ts';
import type { TurnView } from '../../web/turn-views.ts';
import type { DeskView } from '../../web/views.ts';
import { isUuid } from '../../uuid.ts';
import type { AccessList } from '../access/access.ts';
import type { Doors } from '../access/visitors.ts';
import { checkQuestion, MAX_QUESTION } from '../contracts/contracts.ts';
import type { AppDeps, ConversationTurn, DeskAssistant } from '../deps.ts';
import type { AppEnv } from '../env.ts';
import { faultView, logFault, setFaultHeaders, toFault } from '../faults.ts';
import { readFields } from '../input.ts';
import { refuseOtherSites } from '../access/same-origin.ts';
import { admitVisitor } from '../access/visitors.ts';
import { clientOf } from '../server/client.ts';
import { lastOf, logReasons } from '../streams/turn-events.ts';
import { CHOSEN_LANGUAGE, deskIn, LANGUAGE, pageLanguage, suggestedLanguage } from './desk-language.ts';
import { tracing } from '../server/trace.ts';

/**
 * Of a page with a conversation: a step back shows it as it was. Under `no-store` browsers forget it, and show an empty desk, or without
 * JavaScript an error. Erasing a conversation empties this cache too.
 */
export const COMES_BACK = 'no-cache, private';

/** The public desk as pages: a form that posts a question, and a page with the conversation. Works without JavaScript. */
export function deskRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, doors: Doors): void {
  const assistant = deskAssistant(deps);

  access.declare('GET', '/', 'public');
  app.get('/', (c) => {
    const asked = c.req.query(LANGUAGE);
    c.header('Cache-Control', COMES_BACK);
    const suggested = asked === undefined ? suggestedLanguage(deps, c.req.header('Accept-Language')) : undefined;
    return c.html(deskPage({ ...emptyDesk(deps, assistant, asked), ...(suggested && { suggested }), turns: [] }));
  });

  access.declare('POST', '/', 'public');
  app.post('/', async (c) => {
    refuseOtherSites(c);
    return answerForm(c, { deps, doors, assistant, form: await readFields(c) });
  });
}

/** The assistant of the public desk. @throws BalieError `config-invalid`. */
export function deskAssistant({ assistants, publicAssistant }: AppDeps): DeskAssistant {
  const assistant = assistants.get(publicAssistant);
  if (assistant === undefined) throw new BalieError('config-invalid', { detail: `prompts/${publicAssistant} ontbreekt` });
  return assistant;
}

interface AskedByForm {
  readonly deps: AppDeps;
  readonly doors: Doors;
  readonly assistant: DeskAssistant;
  readonly form: URLSearchParams;
  readonly framed?: DeskView['framed'] & { readonly id: string };
  /** Why it is given back without being asked. */
  readonly refused?: BalieError | undefined;
}

/** Takes the question that a form brings, and gives the page with the conversation. */
export async function answerForm(c: Context<AppEnv>, { deps, doors: { admission, visitors }, assistant, form, framed, refused }: AskedByForm): Promise<Response> {
  // Who chooses a language asks nothing, whatever was typed already.
  const chosen = form.get(CHOSEN_LANGUAGE);
  const language = chosen ?? form.get(LANGUAGE);
  const typed = form.get('question');
  const asked = chosen === null ? typed : null;
  const given = form.get('conversationId') ?? '';
  const started = isUuid(given) ? given : undefined;
  let conversationId = started;
  let fault: BalieError | undefined;
  let answered: TurnView | undefined;
  let isKept = true;
  try {
    if (refused !== undefined) throw refused;
    if (given !== '' && started === undefined) throw new BalieError('conversation-unknown');
    // Without a field for one it is no question: the page is wanted in another language.
    if (asked !== null || language === null) {
      const question = checkQuestion(asked ?? '');
      const isUrgent = deps.isUrgent(question);
      isKept = await admitVisitor(c, visitors, { isUrgent, token: framed?.id });
      const request = { assistant, question, conversationId: started, ...tracing(c.get('trace')), ...(!isKept && { isUnkept: true }) };
      const events = admission.run((signal) => deps.takeTurn(request, signal), c.req.raw.signal, { client: clientOf(c), isUrgent });
      const turn = await lastOf(logReasons(events, deps.logger, c.get('requestId')), (id) => (conversationId = id));
      ({ conversationId } = turn);
      answered = { ...turn, question: turn.question ?? asked ?? '' };
    }
  } catch (error) {
    fault = toFault(error);
    logFault(deps.logger, c.get('requestId'), fault);
  }
  const isClosed = fault?.code === 'desk-closed';
  // Of a question that was not kept the database is not asked either, and no conversation begins with it.
  if (!isKept) conversationId = started;
  const turns = withAnswer(isKept ? await conversationTurns(deps, assistant, conversationId, c.get('requestId')) : [], answered);
  if (fault !== undefined) setFaultHeaders(c, fault);
  // The token of a frame is kept nowhere.
  if (framed === undefined) c.header('Cache-Control', COMES_BACK);
  return c.html(
    deskPage({
      ...emptyDesk(deps, assistant, language),
      turns,
      looks: { letters: form.get('letters') ?? '', colours: form.get('kleuren') ?? '' },
      ...(framed && { framed: { token: framed.token } }),
      ...(conversationId === undefined || turns.length === 0 ? {} : { conversationId }),
      // A question that was not answered goes back into the form: nothing a person typed is lost.
      ...(fault !== undefined && { draft: typed ?? '' }),
      ...(asked === null && typed !== null && typed !== '' && { draft: typed }),
      // That it was turned off is said in the place of the form.
      ...(fault === undefined || isClosed ? {} : { fault: { ...faultView(fault.code, c.get('requestId')), ...(fault.entry.status === 429 && { phone: deps.municipality }) } }),
    }),
    (fault?.entry.status ?? 200) as ContentfulStatusCode,
  );
}

/** @param language that was asked for. */
export function emptyDesk(deps: AppDeps, assistant: DeskAssistant, language?: string | null): Omit<DeskView, 'turns'> {
  const off = deps.switches.offFor(assistant.name);
  return {
    municipality: deps.municipality,
    ...deskIn(deps, assistant, pageLanguage(deps, language)),
    maxQuestionLength: MAX_QUESTION,
    ...(off && { closed: { message: off.message, contact: deps.switches.contact() } }),
  };
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

/** A kept turn as a page shows it. @param conversationId where it is asked whether the answer helps. */
export function turnView(turn: ConversationTurn, conversationId?: string): TurnView {
  const code = turn.end?.reason;
  // There is nothing to say of what is not there.
  const isAsked = turn.question !== undefined && turn.outcome !== undefined && turn.outcome !== 'failed';
  return {
    id: turn.id,
    question: turn.question ?? 'Deze vraag is gewist.',
    masked: maskedIn(turn.end?.details?.guard),
    outcome: turn.outcome ?? 'unfinished',
    answer: turn.outcome === 'failed' ? '' : (turn.end?.answer ?? ''),
    sources: turn.end?.sources ?? [],
    ...(turn.end?.language !== undefined && { language: turn.end.language }),
    terms: turn.end?.terms ?? [],
    ...(turn.end?.generatedBy && { generatedBy: turn.end.generatedBy }),
    ...(turn.end?.dutch !== undefined && { dutch: turn.end.dutch }),
    ...(turn.corrections && { corrections: turn.corrections }),
    ...(isAsked && conversationId !== undefined && { feedback: { conversationId, ...(turn.feedback && { given: { text: '', ...turn.feedback } }) } }),
    // The number under which it was logged is not kept, and the present request's would lead nowhere.
    ...(turn.outcome === 'failed' && isErrorCode(code) ? { fault: faultView(code) } : {}),
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
