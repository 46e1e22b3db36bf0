import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type { ModelChange } from '../../../models/changes/apply.ts';
import { backendId, backendRules, modelName, modelRules } from '../../../models/model-rules.ts';
import { hostFormPage, modelFormPage, modelsPage } from '../../../web/pages.ts';
import { HOST_PATH, MODEL_PATH, MODELS_PATH, PUT_BACK_PATH } from '../../../web/pages/console/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { numberIn, readFields } from '../../input.ts';
import { hostOf, modelOf, modelsView, poolsOf } from './models.ts';
import { changeToUndo, draftOf, listed, reasonIn, whyOf } from './support.ts';

const DONE = `${MODELS_PATH}?melding=bewaard`;

type Faults = Record<string, string>;

/** Changing where models run and which may: each with a reason, and so that it can be put back. */
export function modelChangeRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, catalogue, console } = deps;

  access.declare('POST', HOST_PATH, 'manage');
  app.post(HOST_PATH, async (c) => {
    const fields = await readFields(c);
    const id = fields.get('id') ?? '';
    const isNew = fields.get('doe') === 'toevoegen';
    const host = isNew ? undefined : hostOf(deps, id);
    const isTaken = isNew && catalogue.backends().some((backend) => backend.id === id);
    const definition = fields.get('doe') === 'weghalen' ? null : hostIn(fields);
    const faults = { ...(isNew && faultsOf(backendId().safeParse(id), 'id')), ...(isTaken && { id: 'deze naam is al in gebruik' }), ...(definition !== null && faultsOf(backendRules.safeParse(definition))) };
    const refused = await change(c, fields, { change: { kind: 'backend', name: id, definition }, faults });
    if (refused === undefined) return c.redirect(DONE, 303);
    return c.html(hostFormPage({ municipality, editor: editorOf(c), host, draft: draftOf(fields, refused) }), 400);
  });

  access.declare('POST', MODEL_PATH, 'manage');
  app.post(MODEL_PATH, async (c) => {
    const fields = await readFields(c);
    const name = fields.get('name') ?? '';
    const isNew = fields.get('doe') === 'toevoegen';
    const model = isNew ? undefined : modelOf(deps, name);
    const isTaken = isNew && catalogue.models().some((known) => known.name === name);
    const definition = fields.get('doe') === 'weghalen' ? null : modelIn(fields);
    const faults = { ...(isNew && faultsOf(modelName().safeParse(name), 'name')), ...(isTaken && { name: 'deze naam is al in gebruik' }), ...(definition !== null && faultsOf(modelRules.safeParse(definition))) };
    const refused = await change(c, fields, { change: { kind: 'model', name, definition }, faults });
    if (refused === undefined) return c.redirect(DONE, 303);
    return c.html(modelFormPage({ municipality, editor: editorOf(c), model, pools: poolsOf(deps), draft: draftOf(fields, refused) }), 400);
  });

  access.declare('POST', PUT_BACK_PATH, 'manage');
  app.post(PUT_BACK_PATH, async (c) => {
    const fields = await readFields(c);
    const undone = await changeToUndo(deps, numberIn(fields.get('nummer') ?? ''));
    const kind = undone.kind.startsWith('backend.') ? 'backend' : 'model';
    const refused = await change(c, fields, { change: { kind, name: undone.subject, definition: undone.before as ModelChange['definition'] }, faults: {} });
    if (refused === undefined) return c.redirect(DONE, 303);
    return c.html(modelsPage(await modelsView(c, deps, draftOf(fields, refused))), 400);
  });

  /** @returns what is wrong, of which nothing was done. */
  async function change(c: Context<AppEnv>, fields: URLSearchParams, { change: wanted, faults }: { readonly change: ModelChange; readonly faults: Faults }): Promise<Faults | undefined> {
    const reason = reasonIn(fields);
    if (reason === undefined || Object.keys(faults).length > 0) return faults;
    const refused = await console.catalogue(whyOf(c, reason, definitionNow(wanted))).change(wanted, c.get('key').id);
    if (refused.length === 0) return undefined;
    const own = wanted.kind === 'backend' ? 'backends' : 'models';
    // Of another part than this form is of: said of the whole, with its name.
    return listed(refused.map((fault) => (fault.kind === own && fault.name === wanted.name ? { name: fault.field, reason: fault.reason } : { name: `${fault.kind}.${fault.name}`, reason: `${fault.name}: ${fault.field} ${fault.reason}` })));
  }

  /** As a change would make it so again; null where it is not there. */
  function definitionNow({ kind, name }: ModelChange): object | null {
    if (kind === 'backend') {
      const host = catalogue.backends().find(({ id }) => id === name);
      return host === undefined ? null : fieldsOf(host, Object.keys(backendRules.shape));
    }
    const model = catalogue.models().find((known) => known.name === name);
    return model === undefined ? null : fieldsOf(model, Object.keys(modelRules.shape));
  }
}

function fieldsOf(of: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(of).filter(([name, value]) => names.includes(name) && value !== undefined));
}

function hostIn(fields: URLSearchParams): Readonly<Record<string, unknown>> {
  return { kind: fields.get('kind') ?? '', url: text(fields, 'url'), ...given('pool', text(fields, 'pool')), ...numberOf(fields, 'slots'), ...numberOf(fields, 'watts'), draining: fields.has('draining') };
}

function modelIn(fields: URLSearchParams): Readonly<Record<string, unknown>> {
  return {
    model: text(fields, 'model'), ...given('pool', text(fields, 'pool')), capabilities: fields.getAll('capabilities'), ...numberOf(fields, 'contextTokens'),
    ...given('licence', text(fields, 'licence')), ...given('origin', text(fields, 'origin')), queryPrefix: fields.get('queryPrefix') ?? '', passagePrefix: fields.get('passagePrefix') ?? '',
  };
}

const text = (fields: URLSearchParams, name: string) => (fields.get(name) ?? '').trim();
const given = (name: string, value: string) => (value === '' ? {} : { [name]: value });

/** What is no number is left for the rules to refuse. */
function numberOf(fields: URLSearchParams, name: string): Readonly<Record<string, unknown>> {
  const written = text(fields, name).replace(',', '.');
  if (written === '') return {};
  return { [name]: /^\d{1,9}(?:\.\d{1,3})?$/.test(written) ? Number(written) : Number.NaN };
}

/** @param field that the rules are of; absent: they say so themselves. */
function faultsOf(result: z.ZodSafeParseResult<unknown>, field?: string): Faults {
  if (result.success) return {};
  return listed(result.error.issues.map(({ path, message }) => ({ name: field ?? String(path[0] ?? ''), reason: message })));
}
