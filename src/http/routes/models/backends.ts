import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import type { CatalogueDeps } from '../../staff-deps.ts';
import type { AppEnv } from '../../env.ts';
import { requireJson } from '../../input.ts';
import * as shapes from './contracts.ts';
import { adminProblems, bodyOf, done, json, notJson, problem, security } from '../../contracts/responses.ts';

const common = { tags: ['Modellen'], security };
const one = { ...common, path: '/backends/{backendId}' };
const unknown = { 404: problem('Deze backend is er niet.') };

const list = createRoute({
  ...common,
  method: 'get',
  path: '/backends',
  operationId: 'listBackends',
  summary: 'Toon de plekken waar modellen draaien',
  description: 'Zoals zij nu in gebruik zijn: het configuratiebestand met wat beheerders daarna veranderd hebben.',
  responses: { 200: json('De lijst.', shapes.Backends), ...adminProblems },
});

const put = createRoute({
  ...one,
  method: 'put',
  operationId: 'putBackend',
  summary: 'Voeg een backend toe, of verander er een',
  description: 'Geldt binnen enkele seconden in elk proces, zonder herstart, en gaat voor op het configuratiebestand, tot u alles weer zet zoals het daar staat. Wat u weglaat, krijgt de standaardwaarde. Antwoorden die al lopen op een backend die weggaat, verhuist of leegloopt (draining), lopen af.',
  request: { params: shapes.BackendParams, body: bodyOf(shapes.BackendChange) },
  responses: { 200: json('De lijst zoals die nu is.', shapes.Backends), ...adminProblems, 413: problem('Het verzoek is te groot.'), 415: notJson },
});

const remove = createRoute({
  ...one,
  method: 'delete',
  operationId: 'deleteBackend',
  summary: 'Neem een backend uit gebruik',
  description: 'Wat er loopt, loopt af. Kan niet als er modellen zijn die alleen daar kunnen draaien.',
  request: { params: shapes.BackendParams },
  responses: { 204: done('De backend is uit gebruik.'), ...adminProblems, ...unknown },
});

const PATH = '/api/v1/backends/:backendId';

/** Places where models run, for admins. */
export function backendRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, catalogue: CatalogueDeps): void {
  access.declare('GET', '/api/v1/backends', 'admin');
  access.declare('PUT', PATH, 'admin');
  access.declare('DELETE', PATH, 'admin');
  api.on('PUT', '/backends/:backendId', requireJson);

  api.openapi(list, (c) => c.json({ backends: [...catalogue.backends()] }, 200));

  api.openapi(put, async (c) => {
    const name = c.req.valid('param').backendId;
    const faults = await catalogue.change({ kind: 'backend', name, definition: c.req.valid('json') }, c.get('key').id);
    shapes.refuse(faults, { kind: 'backends', name });
    return c.json({ backends: [...catalogue.backends()] }, 200);
  });

  api.openapi(remove, async (c) => {
    const name = c.req.valid('param').backendId;
    if (!catalogue.backends().some(({ id }) => id === name)) throw new BalieError('backend-unknown');
    shapes.refuse(await catalogue.change({ kind: 'backend', name, definition: null }, c.get('key').id), { kind: 'backends', name });
    return c.body(null, 204);
  });
}
