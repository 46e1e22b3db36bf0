import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { BalieError } from '../../../errors.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppEnv } from '../../env.ts';
import type { KeyManager } from '../../../identity/key-manager.ts';
import { KeyView, toKeyView } from './contracts.ts';
import { json, keyProblems, security } from '../../contracts/responses.ts';

const own = createRoute({
  tags: ['Sleutels'],
  security,
  method: 'get',
  path: '/own-key',
  operationId: 'getOwnKey',
  summary: 'Toon wat uw sleutel opent en wat ermee gebruikt is',
  description: 'Rechten, grenzen en het gebruik per dag van deze maand. Wat net gebruikt is, staat er na een paar seconden in.',
  responses: { 200: json('De sleutel waarmee u dit vraagt.', KeyView), ...keyProblems },
});

/** A key as its own holder sees it. */
export function ownKeyRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, keys: KeyManager): void {
  access.declare('GET', '/api/v1/own-key', 'key');
  api.openapi(own, async (c) => {
    const found = await keys.find(c.get('key').id);
    if (found === undefined) throw new BalieError('key-invalid');
    return c.json(toKeyView(found), 200);
  });
}
