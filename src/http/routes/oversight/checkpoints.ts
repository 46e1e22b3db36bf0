import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AccessList } from '../../access/access.ts';
import { bodyOf, done, keyProblems, notJson, problem, security } from '../../contracts/responses.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

const example = { number: 1_200, hash: '3b1f'.repeat(16), at: '2026-11-27T07:00:00.000Z', keyId: '9c0d'.repeat(16), signature: `${'A'.repeat(86)}==` };
const hex = z.string().regex(/^[0-9a-f]{64}$/, 'moet 64 hexadecimale tekens hebben');

const Checkpoint = z
  .strictObject({
    number: z.int().min(1).openapi({ description: 'Nummer van de laatste regel van dat logboek.' }),
    hash: hex.openapi({ description: 'Kenmerk van die regel.' }),
    at: z.string().max(40).openapi({ description: 'Wanneer het controlepunt is gemaakt.' }),
    keyId: hex.openapi({ description: 'Kenmerk van de sleutel waarmee het is ondertekend.' }),
    signature: z.string().max(120).openapi({ description: 'Ed25519, base64.' }),
  })
  .openapi('AuditCheckpoint', { example });

const Checkpoints = z
  .strictObject({ publicKey: z.string().max(1_000).openapi({ description: 'Openbare sleutel, SPKI in PEM.' }), checkpoints: z.array(Checkpoint).min(1).max(200) }, 'moet een JSON-object zijn')
  .openapi('AuditCheckpoints', { example: { publicKey: '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA…\n-----END PUBLIC KEY-----\n', checkpoints: [example] } });

const route = createRoute({
  tags: ['Logboek'],
  security,
  method: 'post',
  path: '/audit/checkpoints',
  operationId: 'keepAuditCheckpoints',
  summary: 'Bewaar controlepunten van het logboek van een andere balie',
  description: 'Voor een tweede server die getuige is. Wat al bewaard is, wordt nog eens aangenomen; wat anders zegt dan wat bewaard is, wordt geweigerd: dan is dat logboek herschreven.',
  request: { body: bodyOf(Checkpoints) },
  responses: {
    204: done('Bewaard.'),
    ...keyProblems,
    403: problem('Dit is alleen met een sleutel.'),
    409: problem('Van deze regel is al een ander controlepunt bewaard, of er zijn er te veel.'),
    413: problem('Het verzoek is te groot.'),
    415: notJson,
  },
});

/** What this desk keeps for others, as a witness of their logs. */
export function checkpointRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { audit }: Pick<AppDeps, 'audit'>): void {
  access.declare('POST', '/api/v1/audit/checkpoints', 'key');
  api.openapi(route, async (c) => {
    await audit.keep(c.get('key').id, c.req.valid('json'));
    return c.body(null, 204);
  });
}
