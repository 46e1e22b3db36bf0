import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import { installationSchema } from '../../src/config/installation.ts';

/** A key of the configuration file, as docs/configuration.md writes it: `collections[].website.start`, with `*` for a name that whoever writes the file chooses. */
interface ConfigKey {
  readonly path: string;
  /** As the page has it: `needed` without a default, `–` where it may be left out. */
  readonly standard: string;
}

/** All keys that the schema of the configuration knows, with what holds where they are left out. */
export function configKeys(): ConfigKey[] {
  const found = new Map<string, ConfigKey>();
  // Of what may be written in two ways, the first is told.
  for (const key of keysOf(installationSchema, '', 'needed')) if (!found.has(key.path)) found.set(key.path, key);
  return [...found.values()];
}

function keysOf(schema: $ZodType, path: string, standard: string): ConfigKey[] {
  const { def } = schema as $ZodType & { readonly def: $ZodTypes['_zod']['def'] };
  switch (def.type) {
    case 'default':
    case 'prefault':
      return keysOf(def.innerType, path, written(def.defaultValue));
    case 'optional':
      return keysOf(def.innerType, path, '–');
    case 'pipe':
      return keysOf(def.in, path, standard);
    case 'object':
      return Object.entries(def.shape).flatMap(([name, value]) => keysOf(value, path === '' ? name : `${path}.${name}`, 'needed'));
    case 'array': {
      const inside = keysOf(def.element, `${path}[]`, standard);
      return inside.some((key) => key.path === `${path}[]`) ? [{ path, standard }] : inside;
    }
    case 'union':
      return def.options.flatMap((option) => keysOf(option, path, standard));
    case 'record':
      return keysOf(def.valueType, `${path}.*`, '–');
    default:
      return [{ path, standard }];
  }
}

function written(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : value === '' ? '""' : String(value);
}
