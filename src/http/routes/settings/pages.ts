import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../../../errors.ts';
import { changesIn, faultsByField, type SettingForm, shownIn, valueFrom } from '../../../settings/form.ts';
import { settingListPage, settingPage } from '../../../web/pages.ts';
import { settingPath, SETTINGS_PATH } from '../../../web/pages/managed/paths.ts';
import type { MovedView, SettingPageView } from '../../../web/pages/managed/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, toFault } from '../../faults.ts';
import { numberIn, plainText, readFields } from '../../input.ts';
import { byOf, doneIn, reasonIn, versionIn } from './given.ts';

const ONE_PATH = `${SETTINGS_PATH}/:section`;
/** Faults after which what was filled in stands there again. */
const MENDABLE = new Set(['settings-moved', 'settings-same', 'settings-unfit']);

/** Settings as forms, with their history and the way back. Works without JavaScript. */
export function settingPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, settings }: AppDeps): void {
  access.declare('GET', SETTINGS_PATH, 'manage');
  app.get(SETTINGS_PATH, async (c) => {
    const latest = await settings.latest(settings.forms.map(({ section }) => section.name));
    return c.html(settingListPage({ municipality, editor: editorOf(c), forms: settings.forms.map(({ section, path, title, lead }) => ({ path, title, lead, latest: latest.get(section.name) })) }));
  });

  access.declare('GET', ONE_PATH, 'manage');
  app.get(ONE_PATH, async (c) => {
    const form = formIn(c);
    const { value } = await settings.current(form.section.name);
    return c.html(settingPage({ ...(await view(c, form)), filled: shownIn(form.groups, value), done: doneIn(c) }));
  });

  access.declare('POST', ONE_PATH, 'manage');
  app.post(ONE_PATH, async (c) => {
    const form = formIn(c);
    const fields = await readFields(c);
    return fields.get('actie') === 'terug' ? bringBack(c, form, fields) : publish(c, form, fields);
  });

  async function publish(c: Context<AppEnv>, form: SettingForm, fields: URLSearchParams): Promise<Response> {
    const { section, groups, path } = form;
    const expected = versionIn(fields, 'versie');
    const filled = Object.fromEntries(groups.flatMap((group) => group.fields.map(({ name }) => [name, plainText(fields.get(name) ?? '')])));
    const { reason, fault } = reasonIn(fields);
    const checked = section.check(valueFrom(groups, filled));
    const faults = { ...('faults' in checked && faultsByField(groups, checked.faults)), ...(fault !== undefined && { reden: fault }) };
    if ('faults' in checked || fault !== undefined) return c.html(settingPage({ ...(await view(c, form)), filled, reason, faults }), 400);
    try {
      await settings.publish(section.name, { value: checked.value, expected, reason, by: byOf(c) });
    } catch (error) {
      return again(c, error, { form, expected, shown: { filled, reason } });
    }
    return c.redirect(`${settingPath(path)}?melding=bewaard`, 303);
  }

  async function bringBack(c: Context<AppEnv>, form: SettingForm, fields: URLSearchParams): Promise<Response> {
    const { section, groups, path } = form;
    const number = versionIn(fields, 'nummer');
    const expected = versionIn(fields, 'versie');
    const { reason, fault } = reasonIn(fields, `reden-${number}`);
    const { value } = await settings.current(section.name);
    const shown = { filled: shownIn(groups, value), reason: '' };
    if (fault !== undefined) {
      const page = await view(c, form);
      return c.html(settingPage({ ...page, ...shown, faults: { [`reden-${number}`]: fault }, history: { ...page.history, wrong: { number, reason, fault } } }), 400);
    }
    try {
      await settings.bringBack(section.name, number, { expected, reason, by: byOf(c) });
    } catch (error) {
      return again(c, error, { form, expected, shown });
    }
    return c.redirect(`${settingPath(path)}?melding=teruggezet`, 303);
  }

  interface Again {
    readonly form: SettingForm;
    readonly expected: number;
    readonly shown: Pick<SettingPageView, 'filled' | 'reason'>;
  }

  /** The form as it was filled in, with what went wrong. @throws what is not to be mended there. */
  async function again(c: Context<AppEnv>, error: unknown, { form, expected, shown }: Again): Promise<Response> {
    const fault = toFault(error);
    if (!MENDABLE.has(fault.code)) throw error;
    const moved = fault.code === 'settings-moved' ? await movedSince(form, expected) : undefined;
    return c.html(settingPage({ ...(await view(c, form)), ...shown, fault: faultView(fault.code, c.get('requestId')), moved }), fault.entry.status as ContentfulStatusCode);
  }

  /** What became of the setting since somebody opened its form. */
  async function movedSince({ section, groups }: SettingForm, expected: number): Promise<MovedView | undefined> {
    const version = (await settings.latest([section.name])).get(section.name);
    return version && { version, changes: changesIn(groups, await settings.valueAt(section.name, expected), version.value) };
  }

  async function view(c: Context<AppEnv>, { section, path, title, lead, groups }: SettingForm): Promise<Omit<SettingPageView, 'filled'>> {
    const [{ number }, { versions, hasMore }] = await Promise.all([settings.current(section.name), settings.history(section.name, numberIn(c.req.query('voor')))]);
    const changed = versions.map((version) => ({ ...version, changes: changesIn(groups, version.previous, version.value), files: [] }));
    return { municipality, editor: editorOf(c), path, title, lead, groups, reason: '', faults: {}, history: { path: settingPath(path), current: number, versions: changed, hasMore, origin: 'Het configuratiebestand' } };
  }

  /** @throws BalieError `not-found`. */
  function formIn(c: Context<AppEnv>): SettingForm {
    const form = settings.forms.find(({ path }) => path === c.req.param('section'));
    if (form === undefined) throw new BalieError('not-found');
    return form;
  }
}
