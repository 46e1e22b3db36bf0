import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { diffOf } from '../../../settings/text-diff.ts';
import { assistantListPage, assistantPage } from '../../../web/pages.ts';
import { assistantPath, ASSISTANTS_PATH } from '../../../web/pages/managed/paths.ts';
import type { AssistantView } from '../../../web/pages/managed/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { Admission } from '../../admission.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, toFault } from '../../faults.ts';
import { numberIn, readFields } from '../../input.ts';
import type { EditedAssistant } from '../../setting-deps.ts';
import { ABOUT, assistantFileRoutes, filesOf } from './file.ts';
import { trialRoutes } from './trial.ts';
import { byOf, doneIn, reasonIn, versionIn } from './given.ts';

const ONE_PATH = `${ASSISTANTS_PATH}/:assistant`;
const MENDABLE = new Set(['settings-moved', 'settings-same', 'settings-unfit']);

/** The assistants, their texts and their versions. Works without JavaScript. */
export function assistantPageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  const { municipality, settings } = deps;

  access.declare('GET', ASSISTANTS_PATH, 'manage');
  app.get(ASSISTANTS_PATH, async (c) => {
    const all = settings.assistants();
    const latest = await settings.latest(all.map(({ section }) => section));
    return c.html(assistantListPage({ municipality, editor: editorOf(c), assistants: all.map((one) => ({ name: one.name, title: one.title, forWhom: forWhom(one), latest: latest.get(one.section) })) }));
  });

  access.declare('GET', ONE_PATH, 'manage');
  app.get(ONE_PATH, async (c) => c.html(assistantPage({ ...(await view(c, assistantIn(c))), done: doneIn(c) })));

  access.declare('POST', ONE_PATH, 'manage');
  app.post(ONE_PATH, async (c) => {
    const one = assistantIn(c);
    const fields = await readFields(c);
    const number = versionIn(fields, 'nummer');
    const expected = versionIn(fields, 'versie');
    const { reason, fault } = reasonIn(fields, `reden-${number}`);
    if (fault !== undefined) {
      const page = await view(c, one);
      return c.html(assistantPage({ ...page, history: { ...page.history, wrong: { number, reason, fault } } }), 400);
    }
    try {
      await settings.bringBack(one.section, number, { expected, reason, by: byOf(c) });
    } catch (error) {
      const found = toFault(error);
      if (!MENDABLE.has(found.code)) throw error;
      return c.html(assistantPage({ ...(await view(c, one)), fault: faultView(found.code, c.get('requestId')) }), 409);
    }
    return c.redirect(`${assistantPath(one.name)}?melding=teruggezet`, 303);
  });

  // Before the texts: their address would be one of those.
  trialRoutes(app, access, deps, { assistantIn });
  assistantFileRoutes(app, access, deps, { admission, assistantIn });

  async function view(c: Context<AppEnv>, one: EditedAssistant): Promise<AssistantView> {
    const { name, section } = one;
    const [{ number, value }, { versions, hasMore }] = await Promise.all([settings.current(section), settings.history(section, numberIn(c.req.query('voor')))]);
    const changed = versions.map((version) => ({ ...version, changes: [], files: changedFiles(filesOf(version.previous), filesOf(version.value)) }));
    return {
      municipality,
      editor: editorOf(c),
      name,
      forWhom: forWhom(one),
      isMeasured: (await settings.trials.of(name, byOf(c))) !== undefined,
      files: Object.entries(filesOf(value)).map(([file, text]) => ({ file, about: ABOUT[file] ?? '', letters: text.length })),
      history: { path: assistantPath(name), current: number, versions: changed, hasMore, origin: 'De map van de assistent' },
    };
  }

  /** @throws BalieError `assistant-unknown`. */
  function assistantIn(c: Context<AppEnv>): EditedAssistant {
    const found = settings.assistants().find(({ name }) => name === c.req.param('assistant'));
    if (found === undefined) throw new BalieError('assistant-unknown');
    return found;
  }
}

function forWhom({ audience }: Pick<EditedAssistant, 'audience'>): string {
  return audience === 'resident' ? 'Voor inwoners' : 'Voor medewerkers';
}

function changedFiles(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((file) => before[file] !== after[file]).map((file) => ({ file, lines: diffOf(before[file] ?? '', after[file] ?? '') }));
}
