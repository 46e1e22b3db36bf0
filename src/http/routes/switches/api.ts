import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import { ALL, messageOf } from '../../../switches/words.ts';
import type { AccessList } from '../../access/access.ts';
import { adminProblems, bodyOf, json, notJson, problem, security } from '../../contracts/responses.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { requireJson } from '../../input.ts';
import * as shapes from './contracts.ts';

type Needs = Pick<AppDeps, 'assistants' | 'switches'>;

const common = { tags: ['Aan en uit'], security };

const list = createRoute({
  ...common,
  method: 'get',
  path: '/switches',
  operationId: 'listSwitches',
  summary: 'Toon wat aan en wat uit staat',
  description: 'De schakelaar van alle assistenten samen (*), en die van elke assistent apart.',
  responses: { 200: json('De schakelaars.', shapes.Switches), ...adminProblems },
});

const put = createRoute({
  ...common,
  method: 'put',
  path: '/switches/{assistant}',
  operationId: 'putSwitch',
  summary: 'Zet alle assistenten of één assistent uit of aan',
  description:
    'Geldt in elk proces binnen een seconde. Nieuwe vragen krijgen dan 503 met code desk-closed en uw tekst; antwoorden die lopen, worden afgebroken. ' +
    'Wie laat merken in nood te zijn, krijgt nog steeds de hulpnummers. Documenten aanleveren en beheren gaat door.',
  request: { params: shapes.SwitchParams, body: bodyOf(shapes.SwitchChange) },
  responses: { 200: json('De schakelaars zoals zij nu staan.', shapes.Switches), ...adminProblems, 404: problem('Deze assistent is er niet.'), 413: problem('Het verzoek is te groot.'), 415: notJson },
});

/** The stop button, for admins and their programs. */
export function switchRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, deps: Needs): void {
  const { assistants, switches } = deps;
  const shown = () => shapes.switchesView(switches.list(), assistants.keys());
  access.declare('GET', '/api/v1/switches', 'admin');
  access.declare('PUT', '/api/v1/switches/:assistant', 'admin');
  api.on('PUT', '/switches/:assistant', requireJson);

  api.openapi(list, (c) => c.json(shown(), 200));

  api.openapi(put, async (c) => {
    const { isOff, message = '' } = c.req.valid('json');
    const { assistant } = c.req.valid('param');
    requireSwitch(assistant, deps);
    await switches.change(assistant, isOff ? (messageOf(message) ?? null) : null, { byKey: c.get('key').id });
    return c.json(shown(), 200);
  });
}

/** @throws BalieError `assistant-unknown`. */
export function requireSwitch(assistant: string, { assistants, switches }: Needs): void {
  const isKnown = assistant === ALL || assistants.has(assistant) || switches.list().some((off) => off.assistant === assistant);
  if (!isKnown) throw new BalieError('assistant-unknown');
}
