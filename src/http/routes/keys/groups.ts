import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppEnv } from '../../env.ts';
import { requireJson } from '../../input.ts';
import type { KeyManager } from '../../../identity/key-manager.ts';
import * as shapes from './contracts.ts';
import { adminProblems, bodyOf, json, notJson, problem, security } from '../../contracts/responses.ts';

const common = { tags: ['Sleutels'], security };

const list = createRoute({
  ...common,
  method: 'get',
  path: '/key-groups',
  operationId: 'listKeyGroups',
  summary: 'Toon alle groepen met hun grenzen en gebruik',
  description: 'Op naam. Het gebruik is dat van alle sleutels van een groep samen, per dag van deze maand.',
  responses: { 200: json('De groepen.', shapes.GroupList), ...adminProblems },
});

const get = createRoute({
  ...common,
  path: '/key-groups/{name}',
  method: 'get',
  operationId: 'getKeyGroup',
  summary: 'Toon de grenzen en het gebruik van een groep',
  description: 'Het gebruik van alle sleutels van de groep samen, per dag van deze maand.',
  request: { params: shapes.GroupParams },
  responses: { 200: json('De groep.', shapes.Group), ...adminProblems, 404: problem('Deze groep is er niet.') },
});

const put = createRoute({
  ...common,
  path: '/key-groups/{name}',
  method: 'put',
  operationId: 'putKeyGroup',
  summary: 'Maak een groep, of leg haar grenzen vast',
  description: 'Wat u weglaat, heeft geen grens. De grenzen gelden voor alle sleutels van de groep samen, naast die van elke sleutel.',
  request: { params: shapes.GroupParams, body: bodyOf(shapes.LimitsRequest) },
  responses: { 200: json('De groep zoals zij nu is.', shapes.Group), ...adminProblems, 415: notJson },
});

const LIST = '/api/v1/key-groups';
const PATH = `${LIST}/:name`;

/** Groups of keys that share limits, for admins. */
export function groupRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, keys: KeyManager): void {
  access.declare('GET', LIST, 'admin');
  access.declare('GET', PATH, 'admin');
  access.declare('PUT', PATH, 'admin');
  api.on('PUT', '/key-groups/:name', requireJson);

  api.openapi(list, async (c) => c.json({ groups: (await keys.groups()).map(shapes.toGroup) }, 200));

  api.openapi(get, async (c) => c.json(shapes.toGroup(await groupOf(c.req.valid('param').name)), 200));

  api.openapi(put, async (c) => {
    const { name } = c.req.valid('param');
    const { requestsPerMinute = null, tokensPerDay = null, tokensPerMonth = null } = c.req.valid('json');
    await keys.putGroup(name, { requestsPerMinute, tokensPerDay, tokensPerMonth }, { byKey: c.get('key').id });
    return c.json(shapes.toGroup(await groupOf(name)), 200);
  });

  async function groupOf(name: string) {
    const group = await keys.group(name);
    if (group === undefined) throw new BalieError('key-group-unknown');
    return group;
  }
}
