import type { Context, Hono } from 'hono';
import type { Off } from '../../../switches/store.ts';
import { ALL, DEFAULT_MESSAGE, MAX_MESSAGE, messageOf } from '../../../switches/words.ts';
import { confirmOffPage, switchPage } from '../../../web/pages.ts';
import { SWITCH_PATH } from '../../../web/pages/switch/paths.ts';
import type { SwitchView } from '../../../web/pages/switch/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';
import { requireSwitch } from './api.ts';
import { refusal } from './live.ts';

/** What a form asks for. */
interface Wish {
  readonly assistant: string;
  readonly action: string;
  readonly text: string;
  readonly isSure: boolean;
}

/** The stop button as a page, for who manages the desk. Works without JavaScript. */
export function switchPageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, assistants, switches, admin, live } = deps;

  access.declare('GET', SWITCH_PATH, 'manage');
  app.get(SWITCH_PATH, async (c) => {
    return c.html(switchPage(await view(c)));
  });

  access.declare('POST', SWITCH_PATH, 'manage');
  app.post(SWITCH_PATH, async (c) => {
    const { assistant, action, text, isSure } = wishOf(await readFields(c));
    requireSwitch(assistant, deps);
    const by = { byKey: c.get('key').id };
    if (action === 'aan') {
      const refused = await refusal(c, deps, assistant);
      if (refused !== undefined) return c.html(refused, 409);
      await switches.change(assistant, null, by);
    } else {
      const message = messageOf(text);
      if (message === undefined) return c.html(switchPage({ ...(await view(c)), wrong: { assistant, text } }), 400);
      // All of it goes off with a second press alone; another text for what is off already does no harm.
      const isOff = switches.list().some((off) => off.assistant === assistant);
      if (assistant === ALL && !isOff && !isSure) return c.html(confirmOffPage({ municipality, editor: editorOf(c), all: { name: ALL }, message }));
      await switches.change(assistant, message, by);
    }
    return c.redirect(SWITCH_PATH, 303);
  });

  async function view(c: Context<AppEnv>): Promise<SwitchView> {
    await live.look();
    const off = switches.list();
    const names = new Set([...assistants.keys(), ...off.map(({ assistant }) => assistant).filter((name) => name !== ALL)]);
    const all = off.find(({ assistant }) => assistant === ALL);
    return {
      municipality,
      editor: editorOf(c),
      defaultMessage: DEFAULT_MESSAGE,
      maxMessage: MAX_MESSAGE,
      live: live.states(),
      all: { name: ALL, ...(all && { off: await shown(all) }) },
      assistants: await Promise.all(
        [...names].map(async (name) => {
          const one = off.find(({ assistant }) => assistant === name);
          return { name, forWhom: forWhom(assistants.get(name)?.audience), ...(one && { off: await shown(one) }) };
        }),
      ),
    };
  }

  /** With a name: a number tells nobody whom to ask. */
  async function shown({ message, since, by }: Off) {
    if ('byUser' in by) return { message, since, by: `${by.byUser}, op de server` };
    return { message, since, by: await admin.nameOf(by.byKey) };
  }
}

function forWhom(audience: string | undefined): string {
  return audience === 'resident' ? 'voor inwoners' : audience === 'employee' ? 'voor medewerkers' : 'is er niet meer';
}

function wishOf(fields: URLSearchParams): Wish {
  const field = (name: string) => fields.get(name) ?? '';
  return { assistant: field('assistent'), action: field('zet'), text: field('tekst'), isSure: field('zeker') === 'ja' };
}
