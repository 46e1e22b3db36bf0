import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../../../errors.ts';
import { registerConfirmPage, registerListPage, registerRecordPage } from '../../../web/pages.ts';
import { categoryOf, contradictionOf } from '../../../factsheet/ai-act/words.ts';
import { saidName } from '../../../factsheet/statements/configured.ts';
import { REGISTER_PATH, registerRecordPath } from '../../../web/pages/register/paths.ts';
import { ACTS, actNamed } from '../../../web/pages/register/words.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';

/** The records of the assistants in the Algoritmeregister, for who manages the desk. Nothing goes there but by a press of a person. */
export function registerRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, assistants, register, factsheet, aiAct }: Pick<AppDeps, 'municipality' | 'assistants' | 'register' | 'factsheet' | 'aiAct'>): void {
  const RECORD_PATH = `${REGISTER_PATH}/:assistant`;

  access.declare('GET', REGISTER_PATH, 'manage');
  app.get(REGISTER_PATH, async (c) => {
    const said = await factsheet.statements.current();
    const records = (await register.list()).map((one) => ({ ...one, called: saidName(said, one.assistant) ?? one.assistant }));
    return c.html(registerListPage({ municipality, editor: editorOf(c), isConnected: register.isConnected, records }));
  });

  access.declare('GET', RECORD_PATH, 'manage');
  app.get(RECORD_PATH, async (c) => c.html(await recordPage(c)));

  access.declare('GET', `${RECORD_PATH}/record.json`, 'manage');
  app.get(`${RECORD_PATH}/record.json`, async (c) => {
    const assistant = assistantIn(c);
    c.header('Content-Disposition', 'attachment; filename="algoritmeregister.json"');
    return c.json(await register.record(assistant));
  });

  access.declare('POST', RECORD_PATH, 'manage');
  app.post(RECORD_PATH, async (c) => {
    const assistant = assistantIn(c);
    const fields = await readFields(c);
    const act = actNamed(fields.get('doe') ?? '');
    const seen = fields.get('gezien') ?? '';
    if (act === undefined || !/^(?:[0-9a-f]{64})?$/.test(seen)) throw new BalieError('input-invalid');
    if (!register.isConnected) throw new BalieError('register-off');
    if (fields.get('zeker') !== 'ja') return c.html(registerConfirmPage({ municipality, editor: editorOf(c), assistant, called: await calledAs(assistant), act, seen, contradiction: act === 'retract' ? undefined : await contradictionIn(assistant) }));
    const { id, person } = c.get('key');
    try {
      if (person === undefined) throw new BalieError('register-person');
      await register.press({ act, assistant, seen, byPerson: id });
    } catch (error) {
      if (!(error instanceof BalieError && error.code.startsWith('register-'))) throw error;
      return c.html(await recordPage(c, error), error.entry.status as ContentfulStatusCode);
    }
    return c.redirect(`${registerRecordPath(assistant)}?gedaan=${ACTS[act].name}`, 303);
  });

  /** @throws BalieError `assistant-unknown`. */
  function assistantIn(c: Context<AppEnv>): string {
    const assistant = c.req.param('assistant') ?? '';
    if (!assistants.has(assistant)) throw new BalieError('assistant-unknown');
    return assistant;
  }

  /** As people outside know it. */
  async function calledAs(assistant: string): Promise<string> {
    return saidName(await factsheet.statements.current(), assistant) ?? assistant;
  }

  async function contradictionIn(assistant: string): Promise<string | undefined> {
    const [paths, said] = await Promise.all([aiAct.paths.current(), factsheet.statements.current()]);
    const path = paths.find((one) => one.assistant === assistant);
    return path && contradictionOf(path.profile, categoryOf(said, assistant));
  }

  async function recordPage(c: Context<AppEnv>, error?: BalieError) {
    const assistant = assistantIn(c);
    const look = await register.look(assistant);
    return registerRecordPage({
      municipality,
      editor: editorOf(c),
      isConnected: register.isConnected,
      look,
      called: await calledAs(assistant),
      done: error === undefined ? actNamed(c.req.query('gedaan')) : undefined,
      ...(error !== undefined && { fault: { code: error.code, message: error.told, action: error.action, requestId: c.get('requestId') } }),
    });
  }
}
