import type { Context, Hono } from 'hono';
import { dayAfter, dutchDay } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import type { LiveState } from '../../../factsheet/live/live.ts';
import { exceptionFaults } from '../../../factsheet/statements/exception.ts';
import { FACTSHEET_ADMIN_PATH } from '../../../web/pages/factsheet/paths.ts';
import { livePage } from '../../../web/pages/switch/live.ts';
import { SWITCH_PATH } from '../../../web/pages/switch/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { plainText, readFields } from '../../input.ts';

const LIVE_PATH = `${SWITCH_PATH}/:assistant`;
/** More than any limit, and enough to give back what was typed. */
const MAX_VALUE = 2_000;

type Needs = Pick<AppDeps, 'municipality' | 'live' | 'switches'>;

/** What an assistant for residents still needs, and giving it an exception. Works without JavaScript. */
export function livePageRoutes(app: Hono<AppEnv>, access: AccessList, deps: Needs): void {
  const { live, switches } = deps;

  access.declare('GET', LIVE_PATH, 'manage');
  app.get(LIVE_PATH, async (c) => c.html(livePage(viewOf(c, deps, await stateOf(live, c.req.param('assistant'))))));

  access.declare('POST', LIVE_PATH, 'manage');
  app.post(LIVE_PATH, async (c) => {
    const state = await stateOf(live, c.req.param('assistant'));
    const fields = await readFields(c);
    const given = { reden: plainText(fields.get('reden') ?? '').slice(0, MAX_VALUE), einde: (fields.get('einde') ?? '').trim().slice(0, MAX_VALUE) };
    const { reason, until } = exceptionFaults({ reason: given.reden, until: given.einde }, dutchDay(new Date()), live.exceptionDays);
    if (reason !== undefined || until !== undefined) {
      return c.html(livePage({ ...viewOf(c, deps, state), given, faults: { ...(reason !== undefined && { reden: reason }), ...(until !== undefined && { einde: until }) } }), 400);
    }
    const by = { byKey: c.get('key').id };
    // What was completed meanwhile needs none.
    if (state.standing !== 'complete') await live.except({ assistant: state.name, reason: given.reden, until: given.einde, by });
    await switches.change(state.name, null, by);
    return c.redirect(SWITCH_PATH, 303);
  });
}

/** The page that says why an assistant was not turned on; undefined where it may be. */
export async function refusal(c: Context<AppEnv>, deps: Needs, assistant: string): Promise<ReturnType<typeof livePage> | undefined> {
  await deps.live.look();
  const state = deps.live.of(assistant);
  return state?.standing === 'closed' ? livePage({ ...viewOf(c, deps, state), isRefused: true }) : undefined;
}

async function stateOf(live: Needs['live'], assistant: string): Promise<LiveState> {
  await live.look();
  const state = live.of(assistant);
  if (state === undefined) throw new BalieError('not-found');
  return state;
}

function viewOf(c: Context<AppEnv>, { municipality, live, switches }: Needs, state: LiveState) {
  return {
    municipality, editor: editorOf(c), state, exceptionDays: live.exceptionDays, faults: {}, isRefused: false, mayFill: c.get('mayOpen')(FACTSHEET_ADMIN_PATH),
    isOff: switches.list().some(({ assistant }) => assistant === state.name),
    given: { reden: '', einde: dayAfter(dutchDay(new Date()), Math.min(30, live.exceptionDays)) },
  };
}
