import { anyJson, anyText, type Dice, pick } from './values.ts';

/** What of a JSON Schema is used to make something that fits, or almost. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** Of `#/components/schemas/NAME`. */
export type Schemas = Readonly<Record<string, Schema>>;

/** Something by a schema, of which about one part in six is otherwise than it says: only what gets past the first check finds the second. */
export function bySchema(dice: Dice, schema: Schema, schemas: Schemas, depth = 5): unknown {
  if (depth === 0 || dice(6) === 0) return anyJson(dice);
  const inner = (one: Schema) => bySchema(dice, one, schemas, depth - 1);
  if (schema.$ref !== undefined) return inner(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return inner(pick(dice, choices));
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map(inner)) as unknown;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return pick(dice, schema.enum);
  if (schema.properties !== undefined) {
    const { properties, required = [] } = schema;
    const names = Object.keys(properties).filter((name) => dice(10) > 0 && (required.includes(name) || dice(2) === 0));
    return Object.fromEntries([...names.map((name) => [name, inner(properties[name] ?? {})] as const), ...(dice(10) === 0 ? [[anyText(dice).slice(0, 100), anyJson(dice)] as const] : [])]);
  }
  if (schema.items !== undefined) return Array.from({ length: dice(dice(20) === 0 ? 300 : 4) }, () => inner(schema.items ?? {}));
  if (schema.example !== undefined && dice(2) === 0) return schema.example;
  return anyJson(dice, 1);
}
