/** Deeper JSON no host makes anything of, and writing it out again would take the stack. */
const MAX_DEPTH = 64;
const MAX_NODES = 20_000;

/** Whether JSON that is passed on as it is would be too deep or too much. Walks without recursion. */
export function isTooLarge(json: unknown): boolean {
  let level: unknown[] = [json];
  let nodes = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    nodes += level.length;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) return true;
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
  }
  return false;
}

/** Of what is said back about a fault. */
const MAX_PATH = 200;
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
/** Keywords whose value is a schema, a list of schemas, a schema for each name. */
const ONE = ['items', 'additionalProperties', 'not', 'contains', 'propertyNames', 'if', 'then', 'else', 'unevaluatedProperties', 'unevaluatedItems'];
const LIST = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const NAMED = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];

/**
 * What is wrong with a JSON Schema, in Dutch; undefined when it can be used. Hosts make a grammar of it and fail late, each in its
 * own way, or fetch what it refers to.
 */
export function schemaFault(schema: unknown): string | undefined {
  return isTooLarge(schema) ? 'is te diep of te groot' : faultIn(schema, 'schema');
}

function faultIn(node: unknown, path: string): string | undefined {
  if (typeof node === 'boolean') return undefined;
  if (!isObject(node)) return `${path} moet een object zijn`;
  const fault = ownFault(node, path);
  if (fault !== undefined) return fault;
  for (const [part, name] of partsOf(node)) {
    const inside = faultIn(part, `${path}.${name}`.slice(0, MAX_PATH));
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function ownFault(node: Readonly<Record<string, unknown>>, path: string): string | undefined {
  const { type, required, enum: values, $ref: reference, pattern } = node;
  if (type !== undefined && ![type].flat().every((each) => typeof each === 'string' && TYPES.has(each))) return `${path}.type is geen bekend type`;
  if (required !== undefined && !(Array.isArray(required) && required.every((name) => typeof name === 'string'))) return `${path}.required moet een lijst namen zijn`;
  if (values !== undefined && !(Array.isArray(values) && values.length > 0)) return `${path}.enum moet een lijst waarden zijn`;
  if (reference !== undefined && !(typeof reference === 'string' && reference.startsWith('#'))) return `${path}.$ref moet binnen het schema verwijzen: elders wordt niets opgehaald`;
  if (pattern !== undefined && !isPattern(pattern)) return `${path}.pattern is geen reguliere uitdrukking`;
  for (const key of LIST) if (node[key] !== undefined && !Array.isArray(node[key])) return `${path}.${key} moet een lijst zijn`;
  for (const key of NAMED) if (node[key] !== undefined && !isObject(node[key])) return `${path}.${key} moet een object zijn`;
  return undefined;
}

/** The schemas in a schema, each with where it stands. */
function* partsOf(node: Readonly<Record<string, unknown>>): Generator<readonly [unknown, string]> {
  for (const key of ONE) {
    const value = node[key];
    // Before 2020-12, `items` could be a list.
    for (const each of key === 'items' && Array.isArray(value) ? value : value === undefined ? [] : [value]) yield [each, key];
  }
  for (const key of LIST) for (const [index, each] of ((node[key] ?? []) as unknown[]).entries()) yield [each, `${key}.${index}`];
  for (const key of NAMED) for (const [name, each] of Object.entries(node[key] ?? {})) yield [each, `${key}.${name}`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPattern(pattern: unknown): boolean {
  if (typeof pattern !== 'string') return false;
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
