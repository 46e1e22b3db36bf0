import type { Context, Hono } from 'hono';
import { dutchDay } from '../../../dutch-time.ts';
import { asBalieError, BalieError, errorCatalogue } from '../../../errors.ts';
import type { SaidAnswer } from '../../../factsheet/diligence/answers.ts';
import type { ReportQuestion } from '../../../factsheet/diligence/report.ts';
import { questionPath } from '../../../web/pages/diligence/paths.ts';
import { answerFormPage } from '../../../web/pages/diligence/question-form.ts';
import type { AnswerFields, AnswerFormView } from '../../../web/pages/diligence/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { toFault } from '../../faults.ts';
import type { UploadPlaces } from '../../uploads/upload-places.ts';
import { versionIn } from '../settings/given.ts';
import { fieldsOf, filesOf, filledIn, saidIn } from './answer-form.ts';
import { beforeUpload, type GivenForm, readUpload } from './upload.ts';

const FORM_PATH = questionPath(':question');
const MAX_FILE_BYTES = 5 * 1024 * 1024;
const VERSIONS = 20;
const REVIEW_DAYS = 365;
const DAY_MS = 86_400_000;
const TOLD: Readonly<Record<string, string>> = { bewaard: 'Bewaard.' };

interface Shown {
  readonly filled: AnswerFields;
  readonly kept?: readonly string[];
  readonly expected?: number;
  readonly faults?: Readonly<Record<string, string>>;
  readonly hasMoved?: boolean;
  readonly told?: string | undefined;
}

/** A form for each question. Works without JavaScript. */
export function answerRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, diligence }: AppDeps, places: UploadPlaces): void {
  access.declare('GET', FORM_PATH, 'factsheet');
  app.get(FORM_PATH, async (c) => {
    const { question, said } = await placeIn(c);
    return c.html(answerFormPage(await view(c, question, said, { filled: fieldsOf(said, inAYear()), told: TOLD[c.req.query('melding') ?? ''] })));
  });

  access.declare('POST', FORM_PATH, 'factsheet');
  app.post(FORM_PATH, beforeUpload, async (c) => {
    const { question, said } = await placeIn(c);
    const { fields, file } = await readUpload(c.req.raw, { places, holder: c.get('key').id, fileBytes: MAX_FILE_BYTES });
    const filled = filledIn(fields);
    const kept = fields.getAll('houd');
    const expected = versionIn(fields, 'versie');
    const back = async (more: Omit<Shown, 'filled' | 'kept'>, status: 400 | 409) => c.html(answerFormPage(await view(c, question, said, { filled, kept, expected, ...more })), status);
    const taken = takenFrom(file);
    if ('fault' in taken) return back({ faults: { bestand: taken.fault } }, 400);
    const stays = (said?.evidence ?? []).filter((one) => one.file !== undefined && kept.includes(one.file.sha256));
    const checked = saidIn({ filled, isMeasured: question.answer?.kind === 'measured', kept: stays, file: taken.file && { name: taken.file.name, sha256: taken.file.given.sha256, bytes: taken.file.given.bytes } });
    if ('faults' in checked) return back({ faults: checked.faults }, 400);
    // There is nothing to take back.
    if (checked.said === undefined && said === undefined) return back({ faults: { tekst: 'is nodig: leg uit hoe het zit' } }, 400);
    try {
      await diligence.answers.say({ question: question.id, said: checked.said, expected, byPerson: c.get('key').id }, taken.file?.given.keep);
    } catch (error) {
      if (toFault(error).code !== 'diligence-moved') throw error;
      const now = await placeIn(c);
      return c.html(answerFormPage(await view(c, question, now.said, { filled, kept, hasMoved: true })), 409);
    }
    return c.redirect(`${questionPath(question.id)}?melding=bewaard`, 303);
  });

  /** What the file is, by its content: its own fault is told at its field. */
  function takenFrom(file: GivenForm['file']) {
    if (file === undefined) return { file: undefined };
    try {
      return { file: { name: file.name, given: diligence.files.take(file.bytes) } };
    } catch (error) {
      const { code } = asBalieError(error);
      if (code !== 'diligence-file-kind') throw error;
      return { fault: `is geen soort bestand dat bewijs kan zijn: ${lower(errorCatalogue[code].action)}` };
    }
  }

  /** @throws BalieError `not-found`. */
  async function placeIn(c: Context<AppEnv>): Promise<{ readonly question: ReportQuestion; readonly said: SaidAnswer | undefined }> {
    const id = c.req.param('question');
    const [report, current] = await Promise.all([diligence.report(), diligence.answers.current()]);
    const question = report.questions.find((one) => one.id === id);
    if (question === undefined) throw new BalieError('not-found');
    return { question, said: current.find((one) => one.question === id) };
  }

  async function view(c: Context<AppEnv>, question: ReportQuestion, said: SaidAnswer | undefined, { filled, kept, expected, faults = {}, hasMoved = false, told }: Shown): Promise<AnswerFormView> {
    const versions = await diligence.answers.history(question.id, VERSIONS);
    const [names, evidence, current] = await Promise.all([
      diligence.namesOf([...new Set(versions.map(({ byPerson }) => byPerson))]),
      diligence.answers.files(question.id),
      diligence.answers.current(),
    ]);
    const there = await diligence.files.there(evidence.flatMap(({ file }) => (file === undefined ? [] : [file.sha256])));
    const used = new Set(current.flatMap((one) => one.evidence.flatMap(({ file }) => (file === undefined ? [] : [file.sha256]))));
    const about = diligence.questions.find(({ id }) => id === question.id) ?? { answeredBy: 'de beheerder', evidence: 'een document.' };
    return {
      municipality, editor: editorOf(c), question, about, kaderTitle: diligence.kaderTitle, filled, faults, hasMoved, told,
      files: filesOf(said, there, kept),
      erasable: filesOf({ evidence }, there).flatMap(({ title, name, sha256, isThere }) => (isThere ? [{ title, name, sha256, isUsed: used.has(sha256) }] : [])),
      expected: expected ?? versions[0]?.number ?? 0,
      history: versions.map((version) => ({ ...version, by: names.get(version.byPerson) ?? `persoon ${version.byPerson}` })),
    };
  }
}

const inAYear = () => dutchDay(new Date(Date.now() + REVIEW_DAYS * DAY_MS));
const lower = (sentence: string) => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
