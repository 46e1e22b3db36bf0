import type { Context, Hono } from 'hono';
import { trialPage } from '../../../web/pages.ts';
import { ASSISTANTS_PATH, trialPath } from '../../../web/pages/managed/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import type { EditedAssistant } from '../../setting-deps.ts';
import { byOf } from './given.ts';

const TRIAL_PATH = `${ASSISTANTS_PATH}/:assistant/meting`;

interface Around {
  /** @throws BalieError `assistant-unknown`. */
  readonly assistantIn: (c: Context<AppEnv>) => EditedAssistant;
}

/** How a draft does beside the version in use: looked at while it is measured and after, and stopped. It begins on the page of the text. */
export function trialRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, settings }: AppDeps, { assistantIn }: Around): void {
  access.declare('GET', TRIAL_PATH, 'manage');
  app.get(TRIAL_PATH, async (c) => {
    const { name, section } = assistantIn(c);
    const { number } = await settings.current(section);
    return c.html(trialPage({ municipality, editor: editorOf(c), name, trial: await settings.trials.of(name, byOf(c)), current: number }));
  });

  access.declare('POST', TRIAL_PATH, 'manage');
  app.post(TRIAL_PATH, async (c) => {
    const { name } = assistantIn(c);
    // Whoever stops what has just ended sees how it ended.
    await settings.trials.stop(name, byOf(c));
    return c.redirect(trialPath(name), 303);
  });
}
