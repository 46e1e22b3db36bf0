import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from '@hono/zod-openapi';

interface Schema {
  readonly required?: readonly string[];
  readonly $ref?: string;
  readonly example?: unknown;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
}
interface Answer {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: NonNullable<Answer['content']> };
  readonly responses: Readonly<Record<string, Answer>>;
}

const description = JSON.parse(readFileSync(new URL('../../src/http/openapi.json', import.meta.url), 'utf8')) as {
  openapi: string;
  info: { version: string; contact: object };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const operations = Object.entries(description.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
const named = operations.map(({ path, method, operation }) => [`${method.toUpperCase()} ${path}`, operation, method] as const);
const schemas = Object.entries(description.components.schemas);
const resolve = (schema: Schema): Schema => description.components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;

/** Rules of the NLgov REST API Design Rules that a description can be checked against. */
describe('the description of the API', () => {
  test('says who, where and which version', () => {
    expect(description.openapi).toMatch(/^3\.\d+\.\d+$/);
    expect(description.info.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Object.keys(description.info.contact).toSorted()).toEqual(['email', 'name', 'url']);
    expect(description.servers.map(({ url }) => url)).toEqual(['/api/v1']);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['putDocument', 'getDocument', 'correctDocument', 'deleteDocument', 'listDocuments', 'listJobs', 'followJobs']));
  });

  test('names paths in kebab case and fields and queries in camel case', () => {
    for (const path of Object.keys(description.paths)) expect(path).toMatch(/^(?:\/(?:[a-z0-9-]+|\{[^}]+\}))+$/);
    const queries = operations.flatMap(({ operation }) => (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name));
    const fields = schemas.flatMap(([, { properties = {} }]) => Object.keys(properties));
    // `dpl.core.…` is as the standard of the Logboek Dataverwerkingen has it.
    for (const name of [...queries, ...fields].filter((field) => !field.startsWith('dpl.core.'))) expect(name).toMatch(/^[a-z][a-z\d]*(?:[A-Z][a-z\d]*)*$/);
    for (const [name] of schemas) expect(name).toMatch(/^(?:[A-Z][a-z\d]*)+$/);
  });

  test.each(named)('tells of %s in words what it does, its faults and its version', (_, operation, method) => {
    expect(operation.summary).toMatch(/^[A-Z].{10,}/);
    expect(operation.description).toMatch(/^[A-Z].{10,}\.$/);
    if (method !== 'get' || (operation.parameters ?? []).length > 0) expect(operation.responses).toHaveProperty('400');
    for (const [status, { headers = {}, content = {} }] of Object.entries(operation.responses)) {
      if (/^[23]/.test(status)) expect(headers).toHaveProperty('API-Version');
      else expect(Object.keys(content)).toEqual(['application/problem+json']);
    }
  });

  test.each(named)('shows for %s examples that fit their shapes', (_, operation) => {
    const bodies = [operation.requestBody?.content, ...Object.values(operation.responses).map(({ content }) => content)].flatMap((content) => Object.entries(content ?? {}));
    for (const [, { schema, example }] of bodies.filter(([type]) => type.includes('json'))) {
      const shape = resolve(schema);
      const fields = Object.values(shape.properties ?? {}).map((field) => resolve(field).example);
      expect([example, shape.example, ...fields].some((one) => one !== undefined)).toBe(true);
    }
  });

  test('shows what the stream of events looks like', () => {
    const example = description.paths['/jobs/events']?.['get']?.responses['200']?.content?.['text/event-stream']?.example;
    const [, id, data] = /^id: (\d+)\nevent: document\ndata: (.*)\n\n/m.exec(String(example)) ?? [];
    expect(Number(id)).toBeGreaterThan(0);
    expect(JSON.parse(data ?? '')).toMatchObject({ collection: expect.any(String), sourceId: expect.any(String), outcome: 'new' });
  });

  const withExample = schemas.filter(([, { example }]) => example !== undefined);
  test.each(withExample)('shows of %s an example that it would take itself', (_, schema) => {
    const whole = JSON.stringify({ ...schema, $defs: description.components.schemas }).replaceAll('#/components/schemas/', '#/$defs/');
    const shape = z.fromJSONSchema(JSON.parse(whole) as never);
    expect(shape.safeParse(schema.example)).toMatchObject({ success: true });
  });

  test('says of what may be absent that it need not be there, also deep within', () => {
    const requiredOf = (name: string) => description.components.schemas[name]?.required;
    expect([requiredOf('BackendChange'), requiredOf('ModelChange'), requiredOf('PasskeyOptionsRequest')]).toEqual([['kind', 'url'], ['model'], undefined]);
    expect(JSON.stringify(description.components.schemas['PasskeyRegistration'] ?? description)).not.toMatch(/"required":\[[^\]]*"transports"/);
  });

  test('has no expression with flags behind it: nothing would fit', () => {
    expect(JSON.stringify(description)).not.toMatch(/"pattern":"[^"]*\/[a-z]+"/);
  });

  test('says of days that they are days, and of moments that they are moments', () => {
    const fields = schemas.flatMap(([, { properties = {} }]) => Object.entries(properties));
    const formats = (isOne: (name: string) => boolean) => new Set(fields.filter(([name]) => isOne(name)).map(([, { format }]) => format));
    expect(formats((name) => ['validFrom', 'validUntil', 'reviewBy'].includes(name))).toEqual(new Set(['date']));
    expect(formats((name) => name.endsWith('At'))).toEqual(new Set(['date-time']));
  });
});
