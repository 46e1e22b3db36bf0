import { readFileSync } from 'node:fs';
import type { Schema, Schemas } from './schema.ts';

interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Schemas };
}

/** A route of the desk, with what is known of what it takes. */
export interface Target {
  readonly method: string;
  /** With `:names`. */
  readonly path: string;
  readonly queries: readonly string[];
  readonly headers: readonly string[];
  /** What its body is by the description of the API. */
  readonly schema?: Schema;
  /** Fields of forms that lead to it. */
  readonly fields: readonly string[];
}

const description = JSON.parse(readFileSync(new URL('../../../src/http/openapi.json', import.meta.url), 'utf8')) as Description;

export const schemas: Schemas = description.components.schemas;

const isAt = (pattern: string, path: string) => new RegExp(`^${pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '*' ? '.*' : `\\${sign}`)).replaceAll(/:[A-Za-z]+/g, '[^/]+')}$`).test(path);

/**
 * Each route once.
 * @param pages HTML of the desk's own pages, of which the forms tell what is sent where.
 */
export function targetsOf(routes: readonly { readonly method: string; readonly path: string }[], pages: readonly { readonly path: string; readonly html: string }[]): Target[] {
  const forms = pages.flatMap(({ path, html }) => formsIn(html, path));
  const every = [...new Set(forms.flatMap(({ fields }) => fields))];
  return [...new Map(routes.filter(({ method }) => method !== 'ALL').map((route) => [`${route.method} ${route.path}`, route])).values()].map(({ method, path }) => {
    const { parameters = [], requestBody } = description.paths[path.replace('/api/v1', '').replaceAll(/:([A-Za-z]+)(?:\{[^}]*\})?/g, '{$1}')]?.[method.toLowerCase()] ?? {};
    const own = [...new Set(forms.filter(({ action }) => isAt(path, action)).flatMap(({ fields }) => fields))];
    const named = (place: string) => parameters.filter((one) => one.in === place).map(({ name }) => name);
    const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
    return { method, path, queries: [...named('query'), ...(method === 'GET' ? own : [])], headers: named('header'), fields: own.length > 0 ? own : every, ...(schema && { schema }) };
  });
}

function formsIn(html: string, path: string): { readonly action: string; readonly fields: readonly string[] }[] {
  return html.split('<form').slice(1).map((part) => {
    const [head, rest] = [part.slice(0, part.indexOf('>')), part.slice(0, part.indexOf('</form>'))];
    const action = /action="([^"?#]*)/.exec(head)?.[1] ?? '';
    return { action: action === '' ? path : action, fields: [...rest.matchAll(/\bname="([^"]+)"/g)].map(([, name = '']) => name) };
  });
}
