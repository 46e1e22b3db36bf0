import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { hostFormPage, modelFormPage, modelsPage } from '../../../web/pages.ts';
import { HOST_PATH, MODEL_PATH, MODELS_PATH, PULL_PATH } from '../../../web/pages/console/paths.ts';
import type { Draft, HostView, ModelsView } from '../../../web/pages/console/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';
import { changeViews } from './support.ts';

/** Where models run and which may, and bringing one there. */
export function modelPageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, catalogue, console } = deps;

  access.declare('GET', MODELS_PATH, 'manage');
  app.get(MODELS_PATH, async (c) => c.html(modelsPage(await modelsView(c, deps))));

  access.declare('GET', HOST_PATH, 'manage');
  app.get(HOST_PATH, (c) => {
    const id = c.req.query('id');
    return c.html(hostFormPage({ municipality, editor: editorOf(c), ...(id !== undefined && { host: hostOf(deps, id) }) }));
  });

  access.declare('GET', MODEL_PATH, 'manage');
  app.get(MODEL_PATH, (c) => {
    const name = c.req.query('naam');
    return c.html(modelFormPage({ municipality, editor: editorOf(c), pools: poolsOf(deps), ...(name !== undefined && { model: modelOf(deps, name) }) }));
  });

  access.declare('POST', PULL_PATH, 'manage');
  app.post(PULL_PATH, async (c) => {
    const fields = await readFields(c);
    const [backend, model] = [fields.get('server') ?? '', fields.get('model') ?? ''];
    if (!catalogue.backends().some(({ id }) => id === backend)) throw new BalieError('backend-unknown');
    await console.pull(backend, modelOf(deps, model).name, c.get('key').id);
    return c.redirect(`${MODELS_PATH}#ophalen`, 303);
  });
}

export async function modelsView(c: Context<AppEnv>, deps: AppDeps, draft?: Draft): Promise<ModelsView> {
  const { municipality, catalogue, console } = deps;
  const [places, changes, pulls] = await Promise.all([console.places(), changeViews(deps, ['backend', 'model']), console.pulls()]);
  const hosts = hostViews(deps);
  const kinds = new Map(hosts.map(({ id, kind }) => [id, kind]));
  return {
    municipality,
    editor: editorOf(c),
    hosts,
    models: catalogue.models().map((model) => ({
      ...model,
      places: (places.get(model.name) ?? []).map((place) => ({
        ...place, canPull: kinds.get(place.host) === 'ollama', isPulling: pulls.some((pull) => pull.backend === place.host && pull.model === model.name && pull.state === 'running'),
      })),
    })),
    pulls,
    changes,
    isDone: c.req.query('melding') === 'bewaard',
    ...(draft && { draft }),
  };
}

function hostViews({ catalogue, console }: AppDeps): HostView[] {
  const waiting = console.waiting();
  return catalogue.backends().map((backend) => ({ ...backend, waiting: waiting.get(backend.pool) ?? 0 }));
}

/** @throws BalieError `backend-unknown`. */
export function hostOf(deps: AppDeps, wanted: string): HostView {
  const host = hostViews(deps).find(({ id }) => id === wanted);
  if (host === undefined) throw new BalieError('backend-unknown');
  return host;
}

/** @throws BalieError `model-unknown`. */
export function modelOf({ catalogue }: AppDeps, wanted: string) {
  const model = catalogue.models().find(({ name }) => name === wanted);
  if (model === undefined) throw new BalieError('model-unknown');
  return model;
}

export function poolsOf({ catalogue }: AppDeps): string[] {
  return [...new Set(catalogue.backends().map(({ pool }) => pool))];
}
