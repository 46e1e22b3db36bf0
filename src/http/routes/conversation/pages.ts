import type { Context, Hono } from 'hono';
import { dutchDay } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import { conversationFile, deskPage, RECEIPT_PATH, wipedTree } from '../../../web/pages.ts';
import { isUuid } from '../../../uuid.ts';
import type { AccessList } from '../../access/access.ts';
import { admitOther } from '../../access/visitors.ts';
import { refuseOtherSites } from '../../access/same-origin.ts';
import { isLoopback } from '../../access/session-cookie.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';
import { FORGET } from './api.ts';
import { receiptFile } from './receipt.ts';
import { deskAssistant, emptyDesk, turnView } from '../desk.ts';
import { LANGUAGE } from '../desk-language.ts';

const WIPE_PATH = '/gesprek/wissen';
const KEEP_PATH = '/gesprek/bewaren';

/** Keeping a conversation as a file, and having it erased, by forms. Who has its number was in it. */
export function conversationPageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const assistant = deskAssistant(deps);
  const residents = [...deps.assistants.values()].filter(({ audience }) => audience === 'resident');

  // Who opens the address of the page that came back begins anew.
  access.declare('GET', WIPE_PATH, 'public');
  app.get(WIPE_PATH, (c) => c.redirect('/', 303));

  access.declare('POST', WIPE_PATH, 'public');
  app.post(WIPE_PATH, async (c) => {
    // The page's own script, which changes the page that is there.
    const isCall = c.req.header('Accept') === 'application/json';
    if (isCall) c.set('faultsAs', 'problem');
    const { id, language } = await conversationIn(c, deps.visitors);
    const erased = await deps.eraseConversation(id);
    if (erased === undefined) throw new BalieError('conversation-unknown');
    c.header('Clear-Site-Data', FORGET);
    const { number, hash, at, turns, handovers, unsent } = erased;
    const wiped = { conversationId: id, number, hash, at, turns, ...(handovers > 0 && { passedOn: unsent === handovers ? ('unsent' as const) : ('maybe-sent' as const) }) };
    const desk = emptyDesk(deps, assistant, language);
    return isCall ? c.json(wipedTree(desk.page, wiped)) : c.html(deskPage({ ...desk, turns: [], wiped }));
  });

  access.declare('POST', RECEIPT_PATH, 'public');
  app.post(RECEIPT_PATH, async (c) => {
    const { id } = await conversationIn(c, deps.visitors);
    const erased = await deps.privacy.receiptOf(id);
    if (erased === undefined) throw new BalieError('receipt-unknown');
    return receiptFile(c, erased);
  });

  access.declare('POST', KEEP_PATH, 'public');
  app.post(KEEP_PATH, async (c) => {
    const { id } = await conversationIn(c, deps.visitors);
    const at = new Date();
    for (const { name } of residents) {
      const turns = await deps.conversation(id, name);
      if (turns.length === 0) continue;
      const file = conversationFile({ municipality: deps.municipality, conversationId: id, turns: turns.map((turn) => turnView(turn)), origin: originOf(c), at });
      return c.html(file, 200, { 'Content-Disposition': `attachment; filename="gesprek-digitale-balie-${dutchDay(at)}.html"` });
    }
    throw new BalieError('conversation-unknown');
  });
}

/** @throws BalieError `cross-site-refused`, `too-many-requests`, `conversation-unknown`. */
async function conversationIn(c: Context<AppEnv>, visitors: AppDeps['visitors']): Promise<{ readonly id: string; readonly language: string | null }> {
  refuseOtherSites(c);
  await admitOther(c, visitors);
  const fields = await readFields(c);
  const id = fields.get('conversationId') ?? '';
  if (!isUuid(id)) throw new BalieError('conversation-unknown');
  return { id, language: fields.get(LANGUAGE) };
}

/** As the browser asks for it: a proxy before the desk speaks plainly to it, and TLS to all others. */
function originOf(c: Context): string {
  const { host } = new URL(c.req.url);
  return `${isLoopback(c) ? 'http' : 'https'}://${host}`;
}
