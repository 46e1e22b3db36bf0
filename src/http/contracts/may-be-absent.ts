import { z } from '@hono/zod-openapi';

/** What of the description of the API is looked at. */
interface Described {
  $ref?: string;
  required?: string[];
  properties?: Readonly<Record<string, Described>>;
  items?: Described;
}
type Content = Readonly<Record<string, { readonly schema?: unknown }>> | undefined;
interface Operation {
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}
export interface DescribedRoute {
  readonly method: string;
  readonly path: string;
  readonly request?: { readonly body?: { readonly content?: Content } };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** @param document as it was made of the routes; what may be absent (`exactOptional`) stands in it as what must be there, for its maker knows no such thing, and is mended. */
export function markAbsent(document: { readonly paths?: unknown; readonly components?: { readonly schemas?: unknown } }, routes: readonly DescribedRoute[]): void {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Described>>;
  const paths = document.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  const seen = new Set<Described>();

  const mend = (found: Described | undefined, zod: unknown): void => {
    const described = found?.$ref === undefined ? found : schemas[found.$ref.split('/').at(-1) ?? ''];
    const schema = within(zod);
    if (described === undefined || seen.has(described)) return;
    seen.add(described);
    if (schema instanceof z.ZodArray) return mend(described.items, schema.element);
    if (!(schema instanceof z.ZodObject)) return;
    const shape = schema.shape as Readonly<Record<string, unknown>>;
    const required = described.required?.filter((name) => !(shape[name] instanceof z.ZodExactOptional));
    if (required?.length === 0) delete described.required;
    else if (required !== undefined) described.required = required;
    for (const [name, one] of Object.entries(shape)) mend(described.properties?.[name], one);
  };
  const each = (described: Content, given: Content) => {
    for (const [type, { schema }] of Object.entries(given ?? {})) mend(described?.[type]?.schema as Described | undefined, schema);
  };

  for (const { method, path, request, responses } of routes) {
    const operation = paths[path]?.[method];
    each(operation?.requestBody?.content, request?.body?.content);
    for (const [status, { content }] of Object.entries(responses)) each(operation?.responses?.[status]?.content, content);
  }
}

/** What a schema is when it is there. */
function within(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return within(schema.unwrap());
  return schema instanceof z.ZodPipe ? within(schema.in) : schema;
}
