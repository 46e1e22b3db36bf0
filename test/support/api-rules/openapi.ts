import { z } from '@hono/zod-openapi';
import { answersOf, isObject, type Json, listAt, METHODS, objectAt, objectsIn, operationsOf, repeated, resolved, type Rule } from './document.ts';

/** Of an item of a path that are not methods. */
const OF_PATHS = ['summary', 'description', 'servers', 'parameters'];

/** Whether it is OpenAPI at all, by the part of OpenAPI's rules that the linter of the Design Rules switches on. */
export const openApiRules: Readonly<Record<string, Rule>> = {
  'oas3-schema'(document) {
    const { title, version } = objectAt(document, 'info');
    const faults = [typeof title === 'string' && typeof version === 'string' ? '' : 'info', isObject(document['paths']) ? '' : 'paths'];
    const items = Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) => [
      path.startsWith('/') ? '' : path,
      ...Object.keys(isObject(item) ? item : {}).map((key) => (METHODS.includes(key) || OF_PATHS.includes(key) ? '' : `${path} ${key}`)),
    ]);
    const operations = operationsOf(document).flatMap(({ at, operation, parameters }) => [
      Object.keys(objectAt(operation, 'responses')).length > 0 ? '' : `${at} responses`,
      ...parameters.map(({ name, in: place, schema, content }) => (typeof name === 'string' && ['path', 'query', 'header', 'cookie'].includes(String(place)) && (isObject(schema) || isObject(content)) ? '' : `${at} parameter ${String(name)}`)),
    ]);
    const answers = answersOf(document).map(({ at, status, answer }) => (/^(?:[1-5](?:\d\d|XX)|default)$/.test(status) && typeof answer['description'] === 'string' ? '' : at));
    const references = [...objectsIn(document)].map(([at, object]) => (typeof object['$ref'] === 'string' && Object.keys(resolved(document, object)).length === 0 ? `${at} ${object['$ref']}` : ''));
    return [...faults, ...items, ...operations, ...answers, ...references].filter(Boolean);
  },

  'operation-operationId-unique': (document) => repeated(operationsOf(document).map(({ operation }) => String(operation['operationId']))),

  'path-params'(document) {
    return operationsOf(document).flatMap(({ at, path, parameters }) => {
      const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
      const declared = parameters.filter((one) => one['in'] === 'path' && one['required'] === true).map(({ name }) => String(name));
      const odd = [...named.filter((name) => !declared.includes(name)), ...declared.filter((name) => !named.includes(name)), ...repeated(named), ...repeated(declared)];
      return odd.map((name) => `${at} ${name}`);
    });
  },

  'openapi-tags-uniqueness': (document) => repeated(listAt(document, 'tags').map((tag) => String(objectAt(tag)['name'] ?? (isObject(tag) ? tag['name'] : '')))),

  'oas3-api-servers': (document) => (listAt(document, 'servers').length > 0 ? [] : ['servers']),

  'oas3-server-variables'(document) {
    return listAt(document, 'servers').flatMap((server) => {
      const url = isObject(server) ? String(server['url']) : '';
      const variables = objectAt(server, 'variables');
      const named = [...url.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
      const odd = [...named.filter((name) => !(name in variables)), ...Object.keys(variables).filter((name) => !named.includes(name) || objectAt(variables, name)['default'] === undefined)];
      return odd.map((name) => `${url} ${name}`);
    });
  },

  'oas3-valid-media-example': (document) =>
    [...objectsIn(document)].filter(([at, object]) => /\/content\/[^/]*json$/.test(at.replaceAll('application/', '')) && !fits(document, object['schema'], object['example'])).map(([at]) => at),

  'oas3-valid-schema-example'(document) {
    const schemas = Object.entries(objectAt(document, 'components', 'schemas'));
    return schemas.filter(([, schema]) => isObject(schema) && !fits(document, schema, schema['example'])).map(([name]) => name);
  },
};

/** Whether an example is one of its schema; where there is none, nothing is wrong. */
function fits(document: Json, schema: unknown, example: unknown): boolean {
  if (example === undefined || !isObject(schema)) return true;
  const whole = JSON.stringify({ ...schema, $defs: namedBy(schema, objectAt(document, 'components', 'schemas')) }).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(whole) as never).safeParse(example).success;
}

/** The schemas that one names, those that they name, and so on: reading all of them for each example takes a hundred times as long. */
function namedBy(schema: unknown, all: Json, found: Record<string, unknown> = {}): Json {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (name in found || !(name in all)) continue;
    found[name] = all[name];
    namedBy(all[name], all, found);
  }
  return found;
}
