import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { colleague } from '../support/employee.ts';
import { text } from '../support/ollama-host/index.ts';
import { ROLE_GROUPS } from '../support/roles.ts';
import { createKey } from '../../src/identity/keys.ts';

/**
 * Characters that a database or a standard of JSON may not keep, in each text of each body that is right but for it: what is wrong in one place alone
 * gets past all checks of the others.
 */
const PLANTED = { NUL: '\0', 'half a character': '\uD800', 'the other half': '\uDFFF', 'an end of line': '\n', 'a mark of order': '\uFEFF' };

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
const { paths, components } = JSON.parse(readFileSync(new URL('../../src/http/openapi.json', import.meta.url), 'utf8')) as {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: { schemas: Readonly<Record<string, Schema>> };
};

const ID = '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05';

/** A body as its description has it, with all that may be in it. */
function bodyBy(schema: Schema): unknown {
  const { example, properties, items } = schema;
  if (schema.$ref !== undefined) return bodyBy(components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (properties !== undefined) return { ...Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, bodyBy(one)])), ...(example as object | undefined) };
  if (example !== undefined) return example;
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice !== undefined) return bodyBy(choice);
  if (schema.enum !== undefined) return schema.enum[0];
  if (items !== undefined) return [bodyBy(items)];
  const [type] = [schema.type ?? 'string'].flat();
  if (type === 'string') return schema.format === 'uuid' ? ID : 'tekst';
  return { integer: 1, number: 1, boolean: true, object: {} }[type ?? ''] ?? null;
}

/** The same with one text changed, for each text in it, and for each name of a field that is free. */
function withEach(body: unknown, change: (text: string) => string): unknown[] {
  if (typeof body === 'string') return [change(body)];
  if (Array.isArray(body)) return body.flatMap((part, index) => withEach(part, change).map((other) => body.with(index, other) as unknown));
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, part]) => [...withEach(part, change).map((other) => ({ ...body, [name]: other })), { ...body, [change(name)]: part }]);
}

const operations = Object.entries(paths).flatMap(([path, of]) =>
  Object.entries(of).flatMap(([method, { requestBody }]) => {
    const schema = requestBody?.content['application/json']?.schema;
    return schema === undefined ? [] : [{ method: method.toUpperCase(), path, body: bodyBy(schema) }];
  }),
);
const THINGS: Readonly<Record<string, string>> = { assistant: 'loket', collection: 'producten', sourceId: 'paspoort', name: 'chat', backendId: 'ollama', task: 'samenvatten' };

let desk: TestDesk;
let ways: Readonly<Record<string, string>>[];
beforeAll(async () => {
  desk = await startTestDesk({ groups: ROLE_GROUPS, withWorkers: true });
  desk.host.setScript([text('Een paspoort kost € 86,20.')]);
  const { token } = await createKey(desk.db, { name: 'Proef', collections: ['producten'], models: ['*'], assistants: ['*'], isAdmin: true, isReviewer: true });
  const everybody = await colleague(desk, ROLE_GROUPS.flatMap(({ claims }) => claims));
  ways = [{}, { Authorization: `Bearer ${token}` }, { Cookie: everybody.cookie }];
});
afterAll(() => desk.close());

test('reads each operation that takes JSON', () => {
  expect(operations.length).toBeGreaterThan(20);
  expect(operations.filter(({ body }) => withEach(body, (one) => one).length === 0)).toEqual([]);
});

test.each(operations)('$method $path takes it or refuses it, and does not fail', async ({ method, path, body }) => {
  const address = `${desk.url}/api/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => THINGS[name] ?? ID)}`;
  const failed: string[] = [];
  const answered = new Set<number>();
  for (const who of ways) {
    for (const [name, planted] of Object.entries(PLANTED)) {
      for (const one of withEach(body, (said) => `${said.slice(0, 3)}${planted}${said.slice(3)}`)) {
        const answer = await fetch(address, { method, headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', ...who }, body: JSON.stringify(one) });
        answered.add(answer.status);
        if (answer.status >= 500) failed.push(`${answer.status}: ${name} in ${JSON.stringify(one)}`);
        await answer.body?.cancel();
      }
    }
  }
  expect(failed).toEqual([]);
  // Somebody gets past who they are.
  expect([...answered].some((status) => ![401, 403].includes(status))).toBe(true);
});
