/** What the rules read of an OpenAPI document. It may be anything: that is what they are for. */
export type Json = Readonly<Record<string, unknown>>;

/** Says where something is wrong; nothing said is nothing wrong. */
export type Rule = (document: Json) => readonly string[];

export interface Operation {
  /** Such as `get /jobs`. */
  readonly at: string;
  readonly path: string;
  readonly method: string;
  readonly operation: Json;
  /** Those of its path included. */
  readonly parameters: readonly Json[];
}

export interface Answer {
  readonly at: string;
  readonly status: string;
  readonly answer: Json;
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: unknown, ...keys: readonly string[]): Json {
  const found = keys.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
  return isObject(found) ? found : {};
}

export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = isObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
}

/** What `$ref` names, wherever there is one. */
export function resolved(document: Json, value: unknown): Json {
  let found = isObject(value) ? value : {};
  for (let depth = 0; typeof found['$ref'] === 'string' && depth < 10; depth += 1) {
    found = objectAt(document, ...found['$ref'].replace(/^#\//, '').split('/'));
  }
  return found;
}

export function operationsOf(document: Json): Operation[] {
  return Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(item) && method in item).map((method) => {
      const operation = objectAt(item, method);
      const parameters = [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')].map((one) => resolved(document, one));
      return { at: `${method} ${path}`, path, method, operation, parameters };
    }),
  );
}

export function answersOf(document: Json): Answer[] {
  return operationsOf(document).flatMap(({ at, operation }) =>
    Object.entries(objectAt(operation, 'responses')).map(([status, answer]) => ({ at: `${at} ${status}`, status, answer: resolved(document, answer) })),
  );
}

/** Each object in the document, with its place. */
export function* objectsIn(value: unknown, at = ''): Generator<readonly [string, Json]> {
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* objectsIn(one, `${at}/${index}`);
  if (!isObject(value)) return;
  yield [at, value];
  for (const [key, one] of Object.entries(value)) yield* objectsIn(one, `${at}/${key}`);
}

/** Each property of a schema, wherever it stands. */
export function propertiesOf(document: Json): { readonly at: string; readonly name: string; readonly schema: Json }[] {
  return [...objectsIn(document)].flatMap(([at, object]) =>
    isObject(object['properties']) ? Object.entries(object['properties']).map(([name, schema]) => ({ at: `${at}/${name}`, name, schema: resolved(document, schema) })) : [],
  );
}

export function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
