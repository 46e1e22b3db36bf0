import type { Context, Hono } from 'hono';
import { retentionPage } from '../../../web/pages.ts';
import { HOLDS_PATH, RETENTION_PATH } from '../../../web/pages/retention/paths.ts';
import type { HoldView, RetentionView } from '../../../web/pages/retention/views.ts';
import { isUuid } from '../../../uuid.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import { mayOpen } from '../../access/kinds.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { plainText, readFields, uuidIn } from '../../input.ts';
import { holdIn, MAX_REASON, valuesOf } from './hold-form.ts';

const END_PATH = `${HOLDS_PATH}/:hold/opheffen`;
const AHEAD_DAYS = 7;
/** The latest: a month of daily reports, and then some. */
const MAX_RUNS = 40;
const MAX_HOLDS = 200;

/** How long data is kept, what goes soon and what was erased, for who watches over the desk; and what must be kept longer. */
export function retentionRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, retention, newId } = deps;

  access.declare('GET', RETENTION_PATH, 'oversee');
  app.get(RETENTION_PATH, async (c) => {
    const told = c.req.query('melding');
    return c.html(retentionPage(await view(c, told === 'gemaakt' || told === 'opgeheven' ? { told } : {})));
  });

  access.declare('POST', HOLDS_PATH, 'hold');
  app.post(HOLDS_PATH, async (c) => {
    const fields = await readFields(c);
    const values = valuesOf(fields);
    const given = fields.get('nummer') ?? '';
    const id = isUuid(given) ? given : newId();
    const wish = await holdIn(values, { retention, now: new Date(), assistants: await assistants() });
    if ('wrong' in wish) return c.html(retentionPage(await view(c, { form: { id, values, wrong: wish.wrong } })), 400);
    await retention.holds.make({ ...wish, id, by: c.get('key').id });
    return c.redirect(`${RETENTION_PATH}?melding=gemaakt#blokkades`, 303);
  });

  access.declare('POST', END_PATH, 'hold');
  app.post(END_PATH, async (c) => {
    const id = uuidIn(c, 'hold', 'hold-unknown');
    const reason = plainText((await readFields(c)).get('reden') ?? '');
    if (reason === '' || reason.length > MAX_REASON) {
      const page = await view(c, { unended: id });
      return c.html(retentionPage(page), 400);
    }
    await retention.holds.end({ id, reason, by: c.get('key').id });
    return c.redirect(`${RETENTION_PATH}?melding=opgeheven#blokkades`, 303);
  });

  interface Said {
    readonly told?: 'gemaakt' | 'opgeheven';
    readonly form?: Pick<NonNullable<RetentionView['form']>, 'id' | 'values' | 'wrong'>;
    /** The hold of which the reason to end it cannot be used. */
    readonly unended?: string;
  }

  async function view(c: Context<AppEnv>, { told, form, unended }: Said): Promise<RetentionView> {
    const mayHold = mayOpen('hold', HOLDS_PATH, c.get('key'));
    return {
      municipality,
      editor: editorOf(c),
      rules: await retention.inForce(),
      at: retention.at(),
      ahead: { days: AHEAD_DAYS, rules: await retention.look(AHEAD_DAYS) },
      runs: await retention.last(MAX_RUNS),
      holds: await holds(unended),
      ...(mayHold && { form: { id: form?.id ?? newId(), assistants: await assistants(), maxReason: MAX_REASON, values: form?.values ?? {}, wrong: form?.wrong ?? [] } }),
      ...(told !== undefined && { told }),
    };
  }

  async function holds(unended: string | undefined): Promise<HoldView[]> {
    const found = await retention.holds.list(MAX_HOLDS);
    const ids = found.flatMap(({ by, scope, ended }) => [by, ...('personId' in scope ? [scope.personId] : []), ...(ended?.by === undefined ? [] : [ended.by])]);
    const names = await retention.namesOf([...new Set(ids)]);
    const named = (id: string) => names.get(id) ?? `persoon ${id}`;
    return found.map(({ by, ended, ...hold }) => ({
      ...hold,
      by: named(by),
      ...('personId' in hold.scope && { person: named(hold.scope.personId) }),
      ended: ended && { ...ended, ...(ended.by !== undefined && { by: named(ended.by) }) },
      ...(hold.id === unended && { isWrong: true }),
    }));
  }

  async function assistants(): Promise<string[]> {
    return (await retention.inForce()).flatMap(({ kind, of = [] }) => (kind === 'turns' ? of : [])).toSorted();
  }
}
