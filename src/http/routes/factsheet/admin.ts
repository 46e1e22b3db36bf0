import type { Context, Hono } from 'hono';
import { dutchDay } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import { ASSISTANT_QUESTIONS } from '../../../factsheet/statements/assistant-questions.ts';
import { writtenOf } from '../../../factsheet/statements/check.ts';
import { keyOf, saidName } from '../../../factsheet/statements/configured.ts';
import { DESK_QUESTIONS } from '../../../factsheet/statements/desk-questions.ts';
import { GROUP_TITLES, type Question, QUESTION_GROUPS, type QuestionGroup } from '../../../factsheet/statements/questions.ts';
import type { Statement } from '../../../factsheet/statements/statements.ts';
import { factsheetOverviewPage, publishPage } from '../../../web/pages/factsheet/admin.ts';
import { questionFormPage } from '../../../web/pages/factsheet/form.ts';
import { FACTSHEET_ADMIN_PATH, PUBLISH_PATH, questionsPath, WHOLE_DESK } from '../../../web/pages/factsheet/paths.ts';
import type { PublishView, QuestionFormView } from '../../../web/pages/factsheet/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { logFault, toFault } from '../../faults.ts';
import { readFields } from '../../input.ts';
import { reasonIn, versionIn } from '../settings/given.ts';
import { type Filled, filledIn, statementsIn, stateOf } from './questions-form.ts';

const FORM_PATH = `${FACTSHEET_ADMIN_PATH}/vragen/:of/:group`;
const VERSIONS = 40;
const TOLD: Readonly<Record<string, string>> = { bewaard: 'Bewaard. Iedereen ziet het na de volgende publicatie.', niets: 'Er is niets veranderd.' };
const REVIEW_DAYS = 365;
const DAY_MS = 86_400_000;

interface FormPlace {
  readonly assistant: string | undefined;
  readonly group: QuestionGroup;
  readonly title: string;
  readonly questions: readonly Question[];
}

/** What people say of the desk, in forms, and publishing what it all comes to. Works without JavaScript. */
export function factsheetAdminRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, factsheet, assistants, drift, logger }: AppDeps): void {
  const subjects = (current: readonly Statement[]) => [
    { assistant: undefined, title: 'De hele balie', questions: DESK_QUESTIONS },
    ...[...assistants.values()].map(({ name, title }) => ({ assistant: name, title: `Assistent ${saidName(current, name) ?? title}`, questions: ASSISTANT_QUESTIONS })),
  ];
  const formsOf = (questions: readonly Question[]) => QUESTION_GROUPS.map((group) => ({ group, questions: questions.filter((question) => question.group === group) })).filter((form) => form.questions.length > 0);

  access.declare('GET', FACTSHEET_ADMIN_PATH, 'factsheet');
  app.get(FACTSHEET_ADMIN_PATH, async (c) => {
    const [current, last] = await Promise.all([factsheet.statements.current(), factsheet.last()]);
    const today = dutchDay(new Date());
    const shown = subjects(current).map(({ assistant, title, questions }) => ({ title, forms: formsOf(questions).map((form) => ({ assistant, group: form.group, ...stateOf(form.questions, assistant, current, today) })) }));
    return c.html(factsheetOverviewPage({ municipality, editor: editorOf(c), subjects: shown, last, ...(c.req.query('melding') === 'gepubliceerd' && { told: 'gepubliceerd' as const }) }));
  });

  access.declare('GET', FORM_PATH, 'factsheet');
  app.get(FORM_PATH, async (c) => {
    const current = await factsheet.statements.current();
    const place = placeIn(c, current);
    return c.html(questionFormPage({ ...(await formView(c, place)), ...shownOf(place, current), told: TOLD[c.req.query('melding') ?? ''] }));
  });

  access.declare('POST', FORM_PATH, 'factsheet');
  app.post(FORM_PATH, async (c) => {
    const current = await factsheet.statements.current();
    const place = placeIn(c, current);
    const fields = await readFields(c);
    const filled = filledIn(fields, place.questions);
    const checked = statementsIn(fields, filled, { ...place, current, byPerson: c.get('key').id });
    if ('faults' in checked) return c.html(questionFormPage({ ...(await formView(c, place)), ...givenBack(filled), numbers: numbersIn(fields, place), faults: checked.faults }), 400);
    const shown = shownOf(place, current);
    if (checked.given.length === 0 && (shown.role !== filled.role || shown.reviewOn !== filled.reviewOn)) {
      return c.html(questionFormPage({ ...(await formView(c, place)), ...givenBack(filled), numbers: numbersIn(fields, place), faults: { alles: 'is nodig: u veranderde alleen de functie of de dag, en die staan bij een antwoord' } }), 400);
    }
    if (checked.given.length === 0) return c.redirect(`${questionsPath(place.assistant, place.group)}?melding=niets`, 303);
    try {
      await factsheet.statements.say(checked.given);
    } catch (error) {
      if (toFault(error).code !== 'factsheet-moved') throw error;
      return c.html(questionFormPage({ ...(await formView(c, place)), ...givenBack(filled), hasMoved: true }), 409);
    }
    return c.redirect(`${questionsPath(place.assistant, place.group)}?melding=bewaard`, 303);
  });

  access.declare('GET', PUBLISH_PATH, 'factsheet');
  app.get(PUBLISH_PATH, async (c) => c.html(publishPage(await publishView(c, {}))));

  access.declare('POST', PUBLISH_PATH, 'factsheet');
  app.post(PUBLISH_PATH, async (c) => {
    const fields = await readFields(c);
    const { reason, fault } = reasonIn(fields);
    if (fault !== undefined) return c.html(publishPage(await publishView(c, { reason, fault })), 400);
    try {
      await factsheet.publish({ reason, expected: versionIn(fields, 'nummer'), statedSha256: fields.get('gezien') ?? '', byPerson: c.get('key').id });
    } catch (error) {
      if (toFault(error).code !== 'factsheet-moved') throw error;
      return c.html(publishPage(await publishView(c, { reason, hasMoved: true })), 409);
    }
    // The alarm is of what was published before; what cannot be looked at now is within a minute.
    await drift.look().catch((error: unknown) => logFault(logger, c.get('requestId'), toFault(error)));
    return c.redirect(`${FACTSHEET_ADMIN_PATH}?melding=gepubliceerd`, 303);
  });

  async function publishView(c: Context<AppEnv>, { reason = '', fault, hasMoved = false }: { readonly reason?: string; readonly fault?: string; readonly hasMoved?: boolean }): Promise<PublishView> {
    const [{ document, statedSha256 }, last, current] = await Promise.all([factsheet.draft(), factsheet.last(), factsheet.statements.current()]);
    const missing = subjects(current).flatMap(({ assistant, title, questions }) => stateOf(questions, assistant, current, '').missing.map((label) => `${title}: ${label}`));
    return { municipality, editor: editorOf(c), document, statedSha256, missing, last, reason, fault, hasMoved };
  }

  /** The form with the numbers of now and no answers yet. */
  async function formView(c: Context<AppEnv>, { assistant, group, title, questions }: FormPlace): Promise<Omit<QuestionFormView, 'filled' | 'role' | 'reviewOn'>> {
    const [numbers, versions] = await Promise.all([factsheet.statements.numbers(), factsheet.statements.history({ assistant, questions: questions.map(({ id }) => id) }, VERSIONS)]);
    const names = await factsheet.namesOf([...new Set(versions.map(({ byPerson }) => byPerson))]);
    return {
      municipality, editor: editorOf(c), path: questionsPath(assistant, group), title: `${title}: ${GROUP_TITLES[group].toLowerCase()}`, questions, faults: {}, hasMoved: false, isAllChecked: false,
      numbers: Object.fromEntries(questions.map(({ id }) => [id, numbers.get(keyOf({ assistant, question: id })) ?? 0])),
      history: versions.map((version) => ({ ...version, by: names.get(version.byPerson) ?? `persoon ${version.byPerson}` })),
    };
  }

  /** @throws BalieError `not-found`. */
  function placeIn(c: Context<AppEnv>, current: readonly Statement[]): FormPlace {
    const of = c.req.param('of');
    const subject = subjects(current).find(({ assistant }) => (assistant ?? WHOLE_DESK) === of);
    const form = subject && formsOf(subject.questions).find(({ group }) => group === c.req.param('group'));
    if (subject === undefined || form === undefined) throw new BalieError('not-found');
    return { ...form, assistant: subject.assistant, title: subject.title };
  }
}

function shownOf({ assistant, questions }: FormPlace, current: readonly Statement[]): Pick<QuestionFormView, 'filled' | 'role' | 'reviewOn'> {
  const mine = current.filter((one) => one.assistant === assistant && questions.some(({ id }) => id === one.question));
  const latest = mine.toSorted((left, right) => right.at.getTime() - left.at.getTime())[0];
  return {
    filled: Object.fromEntries(questions.map(({ id }) => [id, writtenOf(mine.find(({ question }) => question === id)?.answer)])),
    role: latest?.role ?? '',
    // The day that was kept, while it is still to come.
    reviewOn: mine.flatMap(({ reviewOn }) => (reviewOn !== undefined && reviewOn > dutchDay(new Date()) ? [reviewOn] : [])).toSorted()[0] ?? dutchDay(new Date(Date.now() + REVIEW_DAYS * DAY_MS)),
  };
}

const givenBack = ({ written, role, reviewOn, isAllChecked }: Filled): Pick<QuestionFormView, 'filled' | 'role' | 'reviewOn' | 'isAllChecked'> => ({ filled: written, role, reviewOn, isAllChecked });

/** As they were sent: what somebody else said meanwhile is still to be told. */
function numbersIn(fields: URLSearchParams, { questions }: FormPlace): Readonly<Record<string, number>> {
  return Object.fromEntries(questions.map(({ id }) => [id, versionIn(fields, `versie-${id}`)]));
}
