import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppEnv } from '../../env.ts';
import { InvalidInput, type InvalidParam } from '../../faults.ts';
import type { AppDeps } from '../../deps.ts';
import type { KeyChanges } from '../../../identity/change-keys.ts';
import type { KnownNames } from '../../../identity/keys.ts';
import * as shapes from './contracts.ts';
import { adminProblems, bodyOf, done, json, jsonAt, notJson, problem, security } from '../../contracts/responses.ts';

const WEEK_HOURS = 168;

const common = { tags: ['Sleutels'], security };
const unknown = problem('Deze sleutel is er niet.');
const made = (description: string) => jsonAt(description, shapes.MadeKey, 'Waar de nieuwe sleutel staat.');

const list = createRoute({
  ...common, method: 'get', path: '/keys', operationId: 'listKeys', summary: 'Toon alle sleutels', description: 'Ook verlopen en ingetrokken sleutels, de nieuwste eerst.',
  responses: { 200: json('De sleutels.', shapes.KeyList), ...adminProblems },
});
const create = createRoute({
  ...common, method: 'post', path: '/keys', operationId: 'createKey', summary: 'Maak een sleutel', description: 'De sleutel zelf staat alleen in dit antwoord: Balie bewaart hem niet.', request: { body: bodyOf(shapes.NewKey) },
  responses: { 201: made('De nieuwe sleutel.'), ...adminProblems, 415: notJson },
});
const get = createRoute({
  ...common, method: 'get', path: '/keys/{id}', operationId: 'getKey', summary: 'Toon een sleutel met haar gebruik', description: 'Rechten, grenzen en het gebruik per dag van deze maand.', request: { params: shapes.KeyParams },
  responses: { 200: json('De sleutel.', shapes.KeyView), ...adminProblems, 404: unknown },
});
const change = createRoute({
  ...common, method: 'patch', path: '/keys/{id}', operationId: 'changeKey', summary: 'Verander rechten, grenzen of einde van een sleutel',
  description: 'Alleen wat u noemt, verandert. Het geldt meteen, op andere servers binnen vijf seconden.',
  request: { params: shapes.KeyParams, body: bodyOf(shapes.KeyChange) },
  responses: { 200: json('De sleutel zoals zij nu is.', shapes.KeyView), ...adminProblems, 404: unknown, 409: problem('De sleutel is ingetrokken.'), 415: notJson },
});
const revoke = createRoute({
  ...common, method: 'delete', path: '/keys/{id}', operationId: 'revokeKey', summary: 'Trek een sleutel in', description: 'Voorgoed. De sleutel blijft in de lijst staan. Op andere servers werkt zij nog hoogstens vijf seconden.',
  request: { params: shapes.KeyParams },
  responses: { 204: done('De sleutel is ingetrokken.'), ...adminProblems, 404: unknown },
});
const rotate = createRoute({
  ...common, method: 'post', path: '/keys/{id}/rotations', operationId: 'rotateKey', summary: 'Vervang een sleutel door een nieuwe',
  description: 'De nieuwe heeft dezelfde rechten en grenzen, en gaat verder met wat er van het budget over is. De oude werkt nog even door.',
  request: { params: shapes.KeyParams, body: bodyOf(shapes.RotationRequest, false) },
  responses: { 201: made('De nieuwe sleutel.'), ...adminProblems, 404: unknown, 409: problem('De sleutel geldt niet meer, of is al vervangen.'), 415: notJson },
});

/** Keys, for admins. */
export function keyRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, keys: AppDeps['keys']): void {
  for (const method of ['GET', 'POST']) access.declare(method, '/api/v1/keys', 'admin');
  for (const method of ['GET', 'PATCH', 'DELETE']) access.declare(method, '/api/v1/keys/:id', 'admin');
  access.declare('POST', '/api/v1/keys/:id/rotations', 'admin');

  api.openapi(list, async (c) => c.json({ keys: (await keys.list()).map((key) => shapes.toKey(key)) }, 200));

  api.openapi(create, async (c) => {
    const { name, ...more } = c.req.valid('json');
    const facts = factsOf(more);
    requireKnown(facts, keys.known());
    const { id, token } = await keys.create({ name, ...facts }, { byKey: c.get('key').id });
    c.header('Location', `/api/v1/keys/${id}`);
    return c.json({ ...shapes.toKey((await stateOf(id)).key), token }, 201);
  });

  api.openapi(get, async (c) => c.json(shapes.toKeyView(await stateOf(c.req.valid('param').id)), 200));

  api.openapi(change, async (c) => {
    const { id } = c.req.valid('param');
    const facts = factsOf(c.req.valid('json'));
    requireKnown(facts, keys.known(), (await stateOf(id)).key);
    if ((await keys.change(id, facts, { byKey: c.get('key').id })) === undefined) throw new BalieError('key-unknown');
    return c.json(shapes.toKeyView(await stateOf(id)), 200);
  });

  api.openapi(revoke, async (c) => {
    if (!(await keys.revoke(c.req.valid('param').id, { byKey: c.get('key').id }))) throw new BalieError('key-unknown');
    return c.body(null, 204);
  });

  api.openapi(rotate, async (c) => {
    const { overlapHours = WEEK_HOURS, expiresAt } = c.req.valid('json');
    const end = expiresAt === undefined ? undefined : inFuture(expiresAt);
    const next = await keys.rotate(c.req.valid('param').id, { overlapMs: overlapHours * 60 * 60 * 1000, now: new Date(), ...(end && { expiresAt: end }) }, { byKey: c.get('key').id });
    if (next === undefined) throw new BalieError('key-unknown');
    c.header('Location', `/api/v1/keys/${next.id}`);
    return c.json({ ...shapes.toKey((await stateOf(next.id)).key), token: next.token }, 201);
  });

  async function stateOf(id: string) {
    const found = await keys.find(id);
    if (found === undefined) throw new BalieError('key-unknown');
    return found;
  }
}

/** What a request says of a key, in the words of the rest: only what it names. */
export function factsOf({ limits, expiresAt, ...facts }: z.infer<typeof shapes.KeyChange>): KeyChanges {
  const named = Object.fromEntries(Object.entries({ ...facts, ...limits }).filter(([, value]) => value !== undefined)) as KeyChanges;
  return expiresAt === undefined ? named : { ...named, expiresAt: expiresAt === null ? null : inFuture(expiresAt) };
}

/** @throws InvalidInput */
function inFuture(moment: string): Date {
  const at = new Date(moment);
  if (!(at.getTime() > Date.now())) throw new InvalidInput([{ name: 'expiresAt', reason: 'moet in de toekomst liggen' }]);
  return at;
}

/** Names that a key has already may have gone meanwhile. @throws InvalidInput with what there is. */
export function requireKnown(wanted: KeyChanges, known: KnownNames, present?: KnownNames): void {
  const faults = (['collections', 'models', 'assistants'] as const).flatMap((kind): InvalidParam[] => {
    const isKnown = (name: string) => known[kind].includes(name) || present?.[kind].includes(name) === true || (name === '*' && kind !== 'collections');
    const missing = (wanted[kind] ?? []).filter((name) => !isKnown(name));
    return missing.length === 0 ? [] : [{ name: kind, reason: `onbekend: ${missing.slice(0, 20).join(', ')}. Deze zijn er: ${known[kind].join(', ')}` }];
  });
  if (faults.length > 0) throw new InvalidInput(faults);
}
