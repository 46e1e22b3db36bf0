import type { Context, Hono } from 'hono';
import { dutchDay } from '../../../../dutch-time.ts';
import { BalieError } from '../../../../errors.ts';
import type { KnownAnswer } from '../../../../factsheet/ai-act/known.ts';
import { type AiActPath, outcomeOf } from '../../../../factsheet/ai-act/paths.ts';
import type { TreeQuestion } from '../../../../factsheet/ai-act/tree/question.ts';
import { TREE, TREE_VERSION } from '../../../../factsheet/ai-act/tree/tree.ts';
import { answersOf, type GivenAnswer, walk } from '../../../../factsheet/ai-act/walk.ts';
import { categoryOf, contradictionOf } from '../../../../factsheet/ai-act/words.ts';
import { checkSpeaker } from '../../../../factsheet/statements/check.ts';
import { aiActPath } from '../../../../web/pages/factsheet/ai-act/paths.ts';
import { aiActQuestionPage, aiActResultPage } from '../../../../web/pages/factsheet/ai-act/question.ts';
import type { QuestionView, ResultView } from '../../../../web/pages/factsheet/ai-act/views.ts';
import type { AccessList } from '../../../access/access.ts';
import { editorOf } from '../../../access/employees.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { logFault, toFault } from '../../../faults.ts';
import { readFields } from '../../../input.ts';
import { versionIn } from '../../settings/given.ts';
import { calledAs, ONE_PATH } from './place.ts';
import { answerIn, givenIn, MAX_REMARK } from './walk-form.ts';

const WALK_PATH = `${ONE_PATH}/vragen`;
const REVIEW_DAYS = 365;
const DAY_MS = 86_400_000;

type Given = ReadonlyMap<string, GivenAnswer>;
interface Walker {
  readonly assistant: string;
  readonly title: string;
  /** The path that holds now. */
  readonly last: AiActPath | undefined;
  /** The publication category that was stated. */
  readonly category: string | undefined;
}

/** The way through the questions, one at a time: what was answered travels in the form, and is kept when it is recorded. */
export function walkRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, aiAct, factsheet, assistants, drift, logger }: AppDeps): void {
  access.declare('GET', WALK_PATH, 'factsheet');
  app.get(WALK_PATH, async (c) => c.html(next(c, await walkerOf(c), new Map())));

  access.declare('POST', WALK_PATH, 'factsheet');
  app.post(WALK_PATH, async (c) => {
    const fields = await readFields(c);
    const walker = await walkerOf(c);
    const given = givenIn(fields);
    const again = TREE.find(({ id }) => id === fields.get('terug'));
    if (again !== undefined) return c.html(aiActQuestionPage(asking(c, walker, given, again)));
    if (fields.get('bewaar') === 'ja' && walk(given).next === undefined) return record(c, walker, given, fields);
    const question = TREE.find(({ id }) => id === fields.get('vraag'));
    if (question === undefined) return c.html(next(c, walker, given));
    const { answer, choice, remark, faults } = answerIn(fields, question.choices);
    if (answer === undefined) return c.html(aiActQuestionPage({ ...asking(c, walker, given, question), choice, remark, faults }), 400);
    return c.html(next(c, walker, given.set(question.id, answer)));
  });

  async function record(c: Context<AppEnv>, walker: Walker, given: Given, fields: URLSearchParams): Promise<Response> {
    const [role, reviewOn] = [(fields.get('functie') ?? '').trim().slice(0, 200), (fields.get('nakijken') ?? '').trim().slice(0, 20)];
    const wrong = checkSpeaker({ role, reviewOn }, dutchDay(new Date()));
    const faults = { ...(wrong.role !== undefined && { functie: wrong.role }), ...(wrong.reviewOn !== undefined && { nakijken: wrong.reviewOn }) };
    if (Object.keys(faults).length > 0) return c.html(aiActResultPage({ ...result(c, walker, given), role, reviewOn, faults }), 400);
    try {
      await aiAct.paths.record({ assistant: walker.assistant, walked: walk(given), role, reviewOn, expected: versionIn(fields, 'versie'), byPerson: c.get('key').id });
    } catch (error) {
      if (toFault(error).code !== 'factsheet-moved') throw error;
      return c.html(aiActResultPage({ ...result(c, walker, given), role, reviewOn, hasMoved: true }), 409);
    }
    // Another class than was published is told at once.
    await drift.look().catch((error: unknown) => logFault(logger, c.get('requestId'), toFault(error)));
    return c.redirect(`${aiActPath(walker.assistant)}?melding=vastgelegd`, 303);
  }

  /** The first question that was not answered, or where the answers lead. */
  function next(c: Context<AppEnv>, walker: Walker, given: Given) {
    const { next: question } = walk(given);
    return question === undefined ? aiActResultPage(result(c, walker, given)) : aiActQuestionPage(asking(c, walker, given, question));
  }

  function asking(c: Context<AppEnv>, { assistant, title, last }: Walker, given: Given, question: TreeQuestion): QuestionView {
    const before = new Map([...given].filter(([id]) => id !== question.id));
    const known = given.has(question.id) ? undefined : knownOf(assistant, last, question);
    const was = given.get(question.id);
    return {
      municipality, editor: editorOf(c), assistant, title, given: before, path: walk(before).path, faults: {}, question, known,
      choice: was?.choice ?? known?.choice ?? '', remark: was?.remark ?? '', maxRemark: MAX_REMARK,
    };
  }

  function result(c: Context<AppEnv>, { assistant, title, last, category }: Walker, given: Given): ResultView {
    const walked = walk(given);
    const outcome = outcomeOf(walked);
    return {
      municipality, editor: editorOf(c), assistant, title, path: walked.path, outcome, contradiction: contradictionOf(outcome, category), faults: {}, hasMoved: false,
      given: answersOf(walked.path), role: last?.role ?? '', reviewOn: dutchDay(new Date(Date.now() + REVIEW_DAYS * DAY_MS)), number: last?.number ?? 0,
    };
  }

  /** What was answered to the same question before, and else what Balie knows by itself. */
  function knownOf(assistant: string, last: AiActPath | undefined, { id }: TreeQuestion): KnownAnswer | undefined {
    const step = last?.treeVersion === TREE_VERSION ? last.path.find((one) => one.id === id) : undefined;
    return step === undefined ? aiAct.known(assistant).get(id) : { choice: step.choice, because: 'dit was vorige keer het antwoord' };
  }

  /** @throws BalieError `not-found`. */
  async function walkerOf(c: Context<AppEnv>): Promise<Walker> {
    const assistant = assistants.get(c.req.param('assistant') ?? '');
    if (assistant === undefined) throw new BalieError('not-found');
    const [[last], said] = await Promise.all([aiAct.paths.history(assistant.name, 1), factsheet.statements.current()]);
    return { assistant: assistant.name, title: calledAs(said, assistant), last, category: categoryOf(said, assistant.name) };
  }
}
