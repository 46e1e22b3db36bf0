import type { Context } from 'hono';
import type { BalieError } from '../errors.ts';
import type { KeyHolder } from '../identity/keys.ts';
import { faultPage, heldFormPage, staffFaultPage } from '../web/pages.ts';
import { menuOf } from '../web/pages/console/menu.ts';
import { talkPath, WORK_PATH } from '../web/pages/work/paths.ts';
import type { AccessList } from './access/access.ts';
import { editorView, hasAdmin, isEmployee } from './access/employees.ts';
import { FormHeld } from './access/held-form.ts';
import { EMPLOYEE_LOGIN_PATH, HOME_PATH } from './access/paths.ts';
import { wishedAt } from './access/wished-page.ts';
import type { AppDeps } from './deps.ts';
import type { AppEnv } from './env.ts';
import { faultView } from './faults.ts';

/** Under a conversation. */
const TALK = /^\/werk\/gesprekken\/(?<id>[0-9a-f-]{36})\//;
const STAFF = /^\/(?<area>beheer|werk|inloggen|uitloggen)(?:\/|$)/;
const WORK = { path: WORK_PATH, text: 'Naar de werkplek' };
const ADMIN = { path: HOME_PATH, text: 'Naar Beheer' };
const ACCOUNT = { path: '/beheer/account', text: 'Naar uw account' };
const LOGIN = { path: EMPLOYEE_LOGIN_PATH, text: 'Naar inloggen' };

/** What is shown in the place of a page that could not be: of staff as their pages are, with the way back to their work. */
export function faultPages({ municipality }: Pick<AppDeps, 'municipality'>, access: AccessList) {
  return async (c: Context<AppEnv>, found: BalieError) => {
    const { status } = found.entry;
    const view = { municipality, fault: faultView(found.code, c.get('requestId')), status };
    const area = STAFF.exec(c.req.path)?.groups?.['area'];
    if (area === undefined) return faultPage(view);
    if (found instanceof FormHeld) {
      const { pathname, search } = new URL(c.req.url);
      return heldFormPage({ municipality, isConfirming: found.code === 'step-up-required', login: found.login, action: pathname + search, fields: found.fields });
    }
    const holder = await holderOf(c, status);
    const back = found.code === 'comparison-over' ? talkOf(c.req.path) : undefined;
    return staffFaultPage(view, { ...frameOf(area, holder, access), ...(back !== undefined && { way: back }), ...(status === 403 && (holder?.person !== undefined || (holder !== undefined && area === 'werk')) && { otherAccount: otherAccount(c) }) });
  };

  /** What failed here is not asked once more. */
  async function holderOf(c: Context<AppEnv>, status: number): Promise<KeyHolder | undefined> {
    const known = c.get('key') as KeyHolder | undefined;
    return known ?? (status < 500 ? access.whoIsLoggedIn(c) : undefined);
  }
}

/** Of what can be done no more in a conversation, the way back to it. */
function talkOf(path: string) {
  const id = TALK.exec(path)?.groups?.['id'];
  return id === undefined ? undefined : { path: talkPath(id), text: 'Open het gesprek' };
}

function frameOf(area: string, holder: KeyHolder | undefined, access: AccessList) {
  if (holder === undefined) return area === 'beheer' ? { editor: {}, way: ADMIN } : { editor: { isEntrance: true }, way: area === 'werk' ? WORK : LOGIN };
  // Who has nothing to do in Beheer stays in the workplace.
  if (isEmployee(holder) && (area !== 'beheer' || !hasAdmin(holder))) return { editor: { name: holder.name, work: { hasAdmin: hasAdmin(holder) } }, way: WORK };
  // Who is in no group any more has nothing but that.
  if (holder.person !== undefined && !hasAdmin(holder)) return { editor: editorView(holder), way: ACCOUNT };
  return { editor: { ...editorView(holder), menu: menuOf('', access.pagesOf(holder)) }, way: ADMIN };
}

/** Where somebody who may not goes on as somebody who may; back to the page, if it is one. */
function otherAccount(c: Context): string {
  const wished = c.req.method === 'GET' ? wishedAt(new URL(c.req.url)) : undefined;
  return `${EMPLOYEE_LOGIN_PATH}?${new URLSearchParams({ anders: 'ja', ...(wished !== undefined && { naar: wished }) }).toString()}`;
}
