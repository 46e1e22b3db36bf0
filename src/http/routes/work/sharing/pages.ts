import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError, type ErrorCode } from '../../../../errors.ts';
import { sharedListPage, sharedTalkPage, sharePage } from '../../../../web/pages.ts';
import { SHARED_PATH, sharedTalkPath, sharePath, stopSharingPath } from '../../../../web/pages/work/paths.ts';
import type { SharePageView } from '../../../../web/pages/work/sharing/views.ts';
import type { Share, Whom } from '../../../../workplace/sharing/share.ts';
import { isUuid } from '../../../../uuid.ts';
import type { AccessList } from '../../../access/access.ts';
import { type Employee, employeeOf } from '../../../access/employees.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { faultView, toFault } from '../../../faults.ts';
import { numberIn, readFields } from '../../../input.ts';
import { turnView } from '../../desk.ts';
import { atWork, heldView } from '../views.ts';
import { ownIn, readerOf, sharedIn } from './place.ts';

const ID = ':id';
const MAX_GIVEN = 254;
const NOTHING = { group: '', address: '', withFiles: false };
type Given = SharePageView['given'];

/** Sharing conversations: whom they are of says with whom, and the others read along. */
export function workSharingRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { shares, sharedTurns } = deps.workplace;

  access.declare('GET', sharePath(ID), 'employee');
  app.get(sharePath(ID), async (c) => c.html(sharePage(await shareView(c, NOTHING))));

  access.declare('POST', sharePath(ID), 'employee');
  app.post(sharePath(ID), async (c) => {
    const employee = employeeOf(c);
    const { id } = await ownIn(c, deps);
    const given = givenIn(await readFields(c));
    const whom = whomOf(given, employee, deps);
    if (typeof whom === 'string') return refused(c, given, whom);
    try {
      await shares.add({ conversationId: id, personId: employee.id }, whom, given.withFiles);
    } catch (error) {
      const { code } = toFault(error);
      if (code !== 'shares-full') throw error;
      return refused(c, given, code);
    }
    return c.redirect(sharePath(id), 303);
  });

  access.declare('POST', stopSharingPath(ID, ':share'), 'employee');
  app.post(stopSharingPath(ID, ':share'), async (c) => {
    const { id } = await ownIn(c, deps);
    const share = c.req.param('share') ?? '';
    if (!isUuid(share)) throw new BalieError('conversation-unknown');
    await shares.stop({ conversationId: id, personId: employeeOf(c).id }, share);
    return c.redirect(sharePath(id), 303);
  });

  access.declare('GET', SHARED_PATH, 'employee');
  app.get(SHARED_PATH, async (c) => {
    const employee = employeeOf(c);
    const found = await shares.sharedWith(readerOf(employee));
    const shared = found.map(({ conversation, owner }) => ({ ...heldView(conversation, deps), owner: owner.name }));
    return c.html(sharedListPage({ ...atWork(employee, deps), shared }));
  });

  access.declare('GET', sharedTalkPath(ID), 'employee');
  app.get(sharedTalkPath(ID), async (c) => {
    const employee = employeeOf(c);
    const shared = await sharedIn(c, deps);
    const { turns, before, total } = await sharedTurns(shared, employee.person.readers, numberIn(c.req.query('tot')));
    return c.html(
      sharedTalkPage({
        ...atWork(employee, deps),
        held: heldView(shared.conversation, deps),
        owner: shared.owner.name,
        sharedAt: shared.sharedAt,
        // What was masked in a question is between the desk and who asked it.
        turns: turns.map((turn) => ({ ...turnView(turn), masked: [], ...(turn.withheld && { withheld: turn.withheld }) })),
        before,
        isEarlier: before + turns.length < total,
      }),
    );
  });

  async function refused(c: Context<AppEnv>, given: Given, code: ErrorCode): Promise<Response> {
    const fault = new BalieError(code);
    return c.html(sharePage({ ...(await shareView(c, given)), fault: faultView(code) }), fault.entry.status as ContentfulStatusCode);
  }

  async function shareView(c: Context<AppEnv>, given: Given): Promise<SharePageView> {
    const employee = employeeOf(c);
    const conversation = await ownIn(c, deps);
    const made = await shares.of({ conversationId: conversation.id, personId: employee.id });
    return {
      ...atWork(employee, deps),
      held: heldView(conversation, deps),
      shares: made.map((share) => ({ ...share, ...inWords(share, employee, deps) })),
      groups: employee.person.groups.map((id) => ({ id, title: deps.tasks.titleOf(id) })),
      given,
    };
  }
}

function givenIn(fields: URLSearchParams): Given {
  const value = (name: string) => (fields.get(name) ?? '').toWellFormed().replaceAll(/\p{Cc}/gu, '').trim().slice(0, MAX_GIVEN + 1);
  return { group: value('groep'), address: value('adres'), withFiles: fields.get('bestanden') === 'ja' };
}

/** @returns what is wrong where nobody is meant by it. */
function whomOf({ group, address }: Given, { person }: Employee, { workplace }: Pick<AppDeps, 'workplace'>): Whom | ErrorCode {
  if (group !== '') return person.groups.includes(group) ? { group } : 'share-group-unknown';
  const known = workplace.addressIn(address);
  return known === undefined ? 'share-address-wrong' : { address: known };
}

function inWords({ whom, reader }: Share, { person }: Employee, { tasks }: Pick<AppDeps, 'tasks'>): { readonly whom: string; readonly about: string } {
  if ('address' in whom) return { whom: whom.address, about: reader === undefined ? 'Nog niet gezien' : `Gezien door ${reader}` };
  return { whom: tasks.titleOf(whom.group), about: person.groups.includes(whom.group) ? 'Groep' : 'Groep waar u niet meer in zit: niemand leest mee' };
}
