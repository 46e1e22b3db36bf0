import type { Context, Hono } from 'hono';
import { dutchDay, endOfDutchDay, momentWords } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import type { KeySummary } from '../../../identity/keys.ts';
import { keyFormPage, oncePage, surePage } from '../../../web/pages.ts';
import { KEY_PATH, KEYS_PATH, REVOKE_PATH, ROTATE_PATH } from '../../../web/pages/console/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { InvalidInput } from '../../faults.ts';
import { readFields } from '../../input.ts';
import * as shapes from '../keys/contracts.ts';
import { factsOf, requireKnown } from '../keys/keys.ts';
import { keyForm, keyOf } from './keys.ts';
import { draftOf, faultsIn, limitsIn, listed, PAGE_SIZE, reasonIn, whyOf } from './support.ts';

const DONE = `${KEYS_PATH}?melding=bewaard`;
const HOUR_MS = 60 * 60_000;

/** Making, changing, replacing and revoking keys: each with a reason. */
export function keyChangeRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, keys, console } = deps;

  access.declare('POST', KEY_PATH, 'manage');
  app.post(KEY_PATH, async (c) => {
    const fields = await readFields(c);
    const id = fields.get('nummer');
    const present = id === null ? undefined : await keyOf(deps, id);
    const refuse = async (faults: Record<string, string>) => c.html(keyFormPage(await keyForm(c, deps, present, draftOf(fields, faults))), 400);
    const parsed = shapes.NewKey.safeParse(keyIn(fields, present));
    const reason = reasonIn(fields);
    if (!parsed.success || reason === undefined) return refuse(parsed.success ? {} : faultsIn(parsed.error));
    const { name, ...more } = parsed.data;
    try {
      const facts = factsOf(more);
      requireKnown(facts, keys.known(), present);
      const manager = console.keys(whyOf(c, reason));
      if (present !== undefined) {
        await manager.change(present.id, { name, ...facts }, { byKey: c.get('key').id });
        return c.redirect(DONE, 303);
      }
      const made = await manager.create({ name, ...facts }, { byKey: c.get('key').id });
      return c.html(onceView(c, made.token, 'Alleen een controlegetal ervan wordt bewaard. Geef de sleutel langs een veilige weg aan wie hem moet hebben.'));
    } catch (error) {
      if (error instanceof InvalidInput) return refuse(listed(error.params));
      if (error instanceof BalieError && error.code === 'key-without-rights') return refuse({ collections: `${error.entry.message} ${error.entry.action}` });
      throw error;
    }
  });

  access.declare('POST', ROTATE_PATH, 'manage');
  app.post(ROTATE_PATH, async (c) => {
    const fields = await readFields(c);
    const present = await keyOf(deps, fields.get('nummer') ?? '');
    const hours = shapes.RotationRequest.safeParse({ overlapHours: /^\d{1,4}$/.test(fields.get('overlapHours') ?? '') ? Number(fields.get('overlapHours')) : Number.NaN });
    const reason = reasonIn(fields);
    if (!hours.success || reason === undefined) return c.html(keyFormPage(await keyForm(c, deps, present, draftOf(fields, hours.success ? {} : faultsIn(hours.error)))), 400);
    const rotated = await console.keys(whyOf(c, reason)).rotate(present.id, { overlapMs: (hours.data.overlapHours ?? 0) * HOUR_MS, now: new Date() }, { byKey: c.get('key').id });
    if (rotated === undefined) throw new BalieError('key-unknown');
    return c.html(onceView(c, rotated.token, `De oude sleutel werkt tot ${momentWords(rotated.oldExpiresAt)}.`));
  });

  access.declare('POST', REVOKE_PATH, 'manage');
  app.post(REVOKE_PATH, async (c) => {
    const fields = await readFields(c);
    const chosen = [...new Set(fields.getAll('nummer'))].slice(0, PAGE_SIZE);
    if (chosen.length === 0) return c.redirect(KEYS_PATH, 303);
    // Who takes their own way in away could not undo what they see next.
    if (chosen.includes(c.get('key').id)) throw new BalieError('own-access');
    const found = await Promise.all(chosen.map((id) => keyOf(deps, id)));
    const reason = reasonIn(fields);
    const isSent = fields.has('zeker');
    if (reason === undefined || !isSent) {
      const view = {
        municipality, editor: editorOf(c), title: 'Sleutels intrekken?', told: 'Wat ermee werkt, werkt daarna niet meer, ook op andere servers binnen vijf seconden. U kunt dit niet terugdraaien.', path: REVOKE_PATH, button: 'Ja, trek in', isDanger: true, back: KEYS_PATH,
        names: found.map(({ name, id }) => `${name} (${id})`), fields: found.map(({ id }) => ['nummer', id] as const), ...(isSent && { draft: draftOf(fields, {}) }),
      };
      return c.html(surePage(view), isSent ? 400 : 200);
    }
    const manager = console.keys(whyOf(c, reason));
    for (const { id } of found) await manager.revoke(id, { byKey: c.get('key').id });
    return c.redirect(DONE, 303);
  });

  function onceView(c: Context<AppEnv>, token: string, explanation: string) {
    return oncePage({ municipality, editor: editorOf(c), title: 'De nieuwe sleutel', label: 'Sleutel', secret: token, explanation, back: { path: KEYS_PATH, text: 'Ik heb hem bewaard' } });
  }
}

/** As the API would be sent it: all of a key, for the form shows all of it. */
function keyIn(fields: URLSearchParams, present: KeySummary | undefined): Readonly<Record<string, unknown>> {
  const text = (name: string) => (fields.get(name) ?? '').trim();
  const day = text('expiresAt');
  const end = endOfDutchDay(day);
  // The form shows the day alone: of one that ends within it, or has ended, the moment stays.
  const isSame = present?.expiresAt != null && dutchDay(new Date(present.expiresAt.getTime() - 1)) === day;
  return {
    name: text('name'), group: text('group') === '' ? null : text('group'), collections: fields.getAll('collections'), models: fields.getAll('models'), assistants: fields.getAll('assistants'),
    isAdmin: fields.has('isAdmin'), isReviewer: fields.has('isReviewer'), limits: limitsIn(fields), ...(!isSame && { expiresAt: day === '' ? null : (end?.toISOString() ?? day) }),
  };
}
