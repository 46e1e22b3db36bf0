import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import type { CatalogueDeps } from '../../staff-deps.ts';
import type { AppEnv } from '../../env.ts';
import { requireJson } from '../../input.ts';
import * as shapes from './contracts.ts';
import { adminProblems, bodyOf, done, json, notJson, problem, security } from '../../contracts/responses.ts';

const common = { tags: ['Modellen'], security };
const one = { ...common, path: '/models/{name}' };

const list = createRoute({
  ...common,
  method: 'get',
  path: '/models',
  operationId: 'listModels',
  summary: 'Toon de modellen die mogen draaien',
  description: 'Alleen deze modellen kunnen worden aangeroepen. Het configuratiebestand met wat beheerders daarna veranderd hebben.',
  responses: { 200: json('De lijst.', shapes.Models), ...adminProblems },
});

const put = createRoute({
  ...one,
  method: 'put',
  operationId: 'putModel',
  summary: 'Laat een model toe, of verander er een',
  description: 'Geldt binnen enkele seconden in elk proces, zonder herstart, en gaat voor op het configuratiebestand, tot u alles weer zet zoals het daar staat. Wat u weglaat, krijgt de standaardwaarde.',
  request: { params: shapes.ModelParams, body: bodyOf(shapes.ModelChange) },
  responses: { 200: json('De lijst zoals die nu is.', shapes.Models), ...adminProblems, 413: problem('Het verzoek is te groot.'), 415: notJson },
});

const remove = createRoute({
  ...one,
  method: 'delete',
  operationId: 'deleteModel',
  summary: 'Laat een model niet meer toe',
  description: 'Kan niet als een assistent of een instelling het model noemt.',
  request: { params: shapes.ModelParams },
  responses: { 204: done('Het model mag niet meer draaien.'), ...adminProblems, 404: problem('Dit model is er niet.') },
});

const PATH = '/api/v1/models/:name';

/** The models that may run, for admins. */
export function modelRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, catalogue: CatalogueDeps): void {
  access.declare('GET', '/api/v1/models', 'admin');
  access.declare('PUT', PATH, 'admin');
  access.declare('DELETE', PATH, 'admin');
  api.on('PUT', '/models/:name', requireJson);

  api.openapi(list, (c) => c.json({ models: catalogue.models().map((model) => ({ ...model, capabilities: [...model.capabilities] })) }, 200));

  api.openapi(put, async (c) => {
    const { name } = c.req.valid('param');
    const faults = await catalogue.change({ kind: 'model', name, definition: c.req.valid('json') }, c.get('key').id);
    shapes.refuse(faults, { kind: 'models', name });
    return c.json({ models: catalogue.models().map((model) => ({ ...model, capabilities: [...model.capabilities] })) }, 200);
  });

  api.openapi(remove, async (c) => {
    const { name } = c.req.valid('param');
    if (!catalogue.models().some((model) => model.name === name)) throw new BalieError('model-unknown');
    shapes.refuse(await catalogue.change({ kind: 'model', name, definition: null }, c.get('key').id), { kind: 'models', name });
    return c.body(null, 204);
  });
}
