import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Assistant, TurnEnd } from '../../../answer/ports.ts';
import { BalieError } from '../../../errors.ts';
import { diffOf } from '../../../settings/text-diff.ts';
import { assistantFilePage } from '../../../web/pages.ts';
import { MANY } from '../../../web/pages/managed/measure.ts';
import { assistantPath, ASSISTANTS_PATH, trialPath } from '../../../web/pages/managed/paths.ts';
import type { AssistantFileView } from '../../../web/pages/managed/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { Admission } from '../../admission.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, logFault, setFaultHeaders, toFault } from '../../faults.ts';
import { numberIn, plainText, readFields } from '../../input.ts';
import type { EditedAssistant } from '../../setting-deps.ts';
import { byOf, reasonIn, versionIn } from './given.ts';

const FILE_PATH = `${ASSISTANTS_PATH}/:assistant/:file`;
const MAX_QUESTION = 2_000;
const MENDABLE = new Set(['settings-moved', 'settings-same']);
const MEASURABLE = new Set(['settings-moved', 'trial-running', 'trial-without-cases']);

export const ABOUT: Readonly<Record<string, string>> = {
  'assistant.yaml': 'Titel, begroeting, voorbeeldvragen, en waar zij niet voor is',
  'system.md': 'Wie de assistent is, en de regels voor een antwoord',
  'question.md': 'Wat het taalmodel bij elke vraag krijgt',
  'replies.yaml': 'Vaste teksten, zoals wat zij zegt als zij niets vindt',
  'talen.yaml': 'Titel, begroeting en voorbeeldvragen in andere talen',
};

interface Around {
  readonly admission: Admission;
  /** @throws BalieError `assistant-unknown`. */
  readonly assistantIn: (c: Context<AppEnv>) => EditedAssistant;
}

/** One text of an assistant: looked at, changed, compared, tried and published. */
export function assistantFileRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, settings, logger }: AppDeps, { admission, assistantIn }: Around): void {
  access.declare('GET', FILE_PATH, 'manage');
  app.get(FILE_PATH, async (c) => c.html(assistantFilePage((await opened(c)).view)));

  access.declare('POST', FILE_PATH, 'manage');
  app.post(FILE_PATH, async (c) => {
    const { one, file, files, number, view: empty } = await opened(c);
    const fields = await readFields(c);
    const expected = versionIn(fields, 'versie');
    const text = `${plainText(fields.get('tekst') ?? '')}\n`;
    const question = plainText(fields.get('vraag') ?? '');
    const { reason, fault: reasonFault } = reasonIn(fields);
    const measured = await settings.trials.of(one.name, byOf(c));
    const trial = measured?.file === file && measured.text === text && measured.version === expected ? measured : undefined;
    const shown = { ...empty, text, expected, question, reason, lines: diffOf(files[file] ?? '', text), measurable: { ...empty.measurable, trial } };
    const draft = settings.draft(one.name, { ...files, [file]: text });
    if ('faults' in draft) return c.html(assistantFilePage({ ...shown, faults: { tekst: `klopt nog niet: ${draft.faults.map(({ file: of, message }) => (of === file ? message : `${of}: ${message}`)).join('; ')}` } }), 400);
    switch (fields.get('actie')) {
      case 'bekijk':
        return c.html(assistantFilePage(shown));
      case 'probeer': {
        if (question === '' || question.length > MAX_QUESTION) return c.html(assistantFilePage({ ...shown, faults: { vraag: `moet een vraag zijn van hoogstens ${MAX_QUESTION.toLocaleString('nl-NL')} tekens` } }), 400);
        return tried(c, shown, draft.assistant);
      }
      case 'meet': {
        const many = numberIn(fields.get('aantal') ?? '');
        if (!MANY.some((known) => known === many)) throw new BalieError('input-invalid', { detail: 'aantal' });
        return measuredFrom(c, one, { shown, number, wish: { files: { ...files, [file]: text }, file, version: number, many: many ?? 0, by: byOf(c) } });
      }
      case 'publiceer': {
        if (reasonFault !== undefined) return c.html(assistantFilePage({ ...shown, faults: { reden: reasonFault } }), 400);
        return published(c, one, { shown, number, value: { files: { ...files, [file]: text } } });
      }
      default:
        throw new BalieError('input-invalid', { detail: 'actie' });
    }
  });

  interface Measuring {
    readonly shown: AssistantFileView;
    readonly number: number;
    readonly wish: Parameters<AppDeps['settings']['trials']['start']>[1];
  }

  async function measuredFrom(c: Context<AppEnv>, { name, section }: EditedAssistant, { shown, number, wish }: Measuring): Promise<Response> {
    try {
      if (number !== shown.expected) throw new BalieError('settings-moved');
      await settings.trials.start(name, wish);
    } catch (error) {
      const fault = toFault(error);
      if (!MEASURABLE.has(fault.code)) throw error;
      const { expected, moved } = await now(section);
      return c.html(assistantFilePage({ ...shown, fault: faultView(fault.code, c.get('requestId')), ...(fault.code === 'settings-moved' && { expected, moved }) }), 409);
    }
    return c.redirect(trialPath(name), 303);
  }

  async function tried(c: Context<AppEnv>, shown: AssistantFileView, assistant: Assistant): Promise<Response> {
    try {
      const { outcome, answer, sources, details } = await asked(assistant, shown.question, c.req.raw.signal);
      return c.html(assistantFilePage({ ...shown, tried: { outcome, answer, sources, details: { ...details } } }));
    } catch (error) {
      const fault = toFault(error);
      logFault(logger, c.get('requestId'), fault);
      setFaultHeaders(c, fault);
      return c.html(assistantFilePage({ ...shown, fault: faultView(fault.code, c.get('requestId')) }), fault.entry.status as ContentfulStatusCode);
    }
  }

  /** Among all that runs: it waits for the same models. */
  async function asked(assistant: Assistant, question: string, signal: AbortSignal): Promise<TurnEnd> {
    const once = async function* (until: AbortSignal) {
      yield await settings.tryOut(assistant, question, until);
    };
    for await (const end of admission.run(once, signal)) return end;
    throw new BalieError('internal');
  }

  interface Publication {
    readonly shown: AssistantFileView;
    /** The version that holds. */
    readonly number: number;
    readonly value: object;
  }

  async function published(c: Context<AppEnv>, { name, section }: EditedAssistant, { shown, number, value }: Publication): Promise<Response> {
    try {
      // What was compared and checked is what holds with this text in it: not what held when the page was opened.
      if (number !== shown.expected) throw new BalieError('settings-moved');
      await settings.publish(section, { value, expected: shown.expected, reason: shown.reason, by: byOf(c) });
    } catch (error) {
      const fault = toFault(error);
      if (!MENDABLE.has(fault.code)) throw error;
      const { expected, moved } = await now(section);
      return c.html(assistantFilePage({ ...shown, fault: faultView(fault.code, c.get('requestId')), ...(fault.code === 'settings-moved' && { expected, moved }) }), 409);
    }
    return c.redirect(`${assistantPath(name)}?melding=bewaard`, 303);
  }

  async function now(section: string): Promise<Pick<AssistantFileView, 'expected' | 'moved'>> {
    const version = (await settings.latest([section])).get(section);
    return { expected: version?.number ?? 0, moved: version };
  }

  async function opened(c: Context<AppEnv>) {
    const one = assistantIn(c);
    const { number, value } = await settings.current(one.section);
    const files = filesOf(value);
    const file = c.req.param('file') ?? '';
    if (!Object.hasOwn(files, file)) throw new BalieError('not-found');
    const view: AssistantFileView = { municipality, editor: editorOf(c), name: one.name, file, about: ABOUT[file] ?? '', text: files[file] ?? '', expected: number, question: '', reason: '', faults: {}, measurable: { own: await settings.trials.cases(one.name), running: await settings.trials.running(byOf(c)) } };
    return { one, file, files, number, view };
  }
}

/** The texts in a version of an assistant, in the order in which they are read. */
export function filesOf(value: unknown): Readonly<Record<string, string>> {
  const { files = {} } = value as { readonly files?: Readonly<Record<string, string>> };
  return Object.fromEntries(Object.keys(ABOUT).flatMap((file) => (files[file] === undefined ? [] : [[file, files[file]]])));
}
