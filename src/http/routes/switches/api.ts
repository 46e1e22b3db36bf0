import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { dutchDay } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import { exceptionFaults } from '../../../factsheet/statements/exception.ts';
import { lackWords } from '../../../factsheet/statements/lack-words.ts';
import { ALL, messageOf } from '../../../switches/words.ts';
import type { AccessList } from '../../access/access.ts';
import { adminProblems, bodyOf, json, notJson, problem, security } from '../../contracts/responses.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { InvalidInput } from '../../faults.ts';
import { requireJson } from '../../input.ts';
import * as shapes from './contracts.ts';

type Needs = Pick<AppDeps, 'assistants' | 'switches' | 'live'>;

const common = { tags: ['Aan en uit'], security };

const list = createRoute({
  ...common,
  method: 'get',
  path: '/switches',
  operationId: 'listSwitches',
  summary: 'Toon wat aan en wat uit staat',
  description: 'De schakelaar van alle assistenten samen (*), en die van elke assistent apart; en van elke assistent voor inwoners of zij dicht is omdat er iets ontbreekt.',
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
    'Wie laat merken in nood te zijn, krijgt nog steeds de hulpnummers. Documenten aanleveren en beheren gaat door. ' +
    'Een assistent voor inwoners gaat alleen aan als het gegevensblad volledig is en de antwoorden zijn getoetst, of met een uitzondering.',
  request: { params: shapes.SwitchParams, body: bodyOf(shapes.SwitchChange) },
  responses: { 200: json('De schakelaars zoals zij nu staan.', shapes.Switches), ...adminProblems, 404: problem('Deze assistent is er niet.'), 409: problem('Er ontbreekt iets om deze assistent aan te zetten.'), 413: problem('Het verzoek is te groot.'), 415: notJson },
});

/** The stop button, for admins and their programs. */
export function switchRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, deps: Needs): void {
  const { assistants, switches, live } = deps;
  const shown = () => shapes.switchesView(switches.list(), assistants.keys(), live.states());
  access.declare('GET', '/api/v1/switches', 'admin');
  access.declare('PUT', '/api/v1/switches/:assistant', 'admin');
  api.on('PUT', '/switches/:assistant', requireJson);

  api.openapi(list, (c) => c.json(shown(), 200));

  api.openapi(put, async (c) => {
    const { isOff, message = '', exception } = c.req.valid('json');
    const { assistant } = c.req.valid('param');
    requireSwitch(assistant, deps);
    const by = { byKey: c.get('key').id };
    if (!isOff) await requireComplete(assistant, exception, by);
    await switches.change(assistant, isOff ? (messageOf(message) ?? null) : null, by);
    return c.json(shown(), 200);
  });

  /** @throws BalieError `assistant-incomplete`; InvalidInput for an exception that is none. */
  async function requireComplete(assistant: string, exception: { readonly reason: string; readonly until: string } | undefined, by: { readonly byKey: string }): Promise<void> {
    await live.look();
    const state = live.of(assistant);
    if (exception !== undefined) {
      const faults = Object.entries(exceptionFaults(exception, dutchDay(new Date()), live.exceptionDays));
      if (faults.length > 0) throw new InvalidInput(faults.map(([field, reason]) => ({ name: `exception.${field}`, reason })));
      if (state !== undefined && state.standing !== 'complete') return live.except({ assistant, ...exception, by });
    }
    if (state?.standing === 'closed') throw new BalieError('assistant-incomplete', { detail: state.lacks.map(lackWords).join('; ') });
  }
}

/** @throws BalieError `assistant-unknown`. */
export function requireSwitch(assistant: string, { assistants, switches }: Pick<Needs, 'assistants' | 'switches'>): void {
  const isKnown = assistant === ALL || assistants.has(assistant) || switches.list().some((off) => off.assistant === assistant);
  if (!isKnown) throw new BalieError('assistant-unknown');
}
