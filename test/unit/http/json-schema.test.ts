import { expect, test } from 'vitest';
import { schemaFault } from '../../../src/http/programs/json-schema.ts';

const nested = (depth: number): object => (depth === 0 ? { type: 'string' } : { anyOf: [nested(depth - 1)] });

test.each([
  [{}],
  [{ type: 'object', properties: { a: { type: ['string', 'null'], minLength: 1 } }, required: ['a'], additionalProperties: false }],
  [{ $defs: { a: { enum: [1, null] } }, items: { $ref: '#/$defs/a' } }],
  [{ items: [{ type: 'string' }], not: { pattern: '^a+$' } }],
  [{ if: { const: 1 }, else: false, dependentSchemas: { a: true } }],
  [{ default: { type: 'banaan' }, title: 'x', 'x-eigen': [{ type: 1 }] }],
  [nested(20)],
])('%j can be used', (schema) => {
  expect(schemaFault(schema)).toBeUndefined();
});

test.each([
  ['tekst', 'schema moet een object zijn'],
  [[], 'schema moet een object zijn'],
  [null, 'schema moet een object zijn'],
  [{ type: 'banaan' }, 'schema.type is geen bekend type'],
  [{ properties: { a: { type: 3 } } }, 'schema.properties.a.type is geen bekend type'],
  [{ properties: { a: 'string' } }, 'schema.properties.a moet een object zijn'],
  [{ required: 'a' }, 'schema.required moet een lijst namen zijn'],
  [{ enum: [] }, 'schema.enum moet een lijst waarden zijn'],
  [{ allOf: {} }, 'schema.allOf moet een lijst zijn'],
  [{ $ref: 'file:///etc/passwd' }, 'schema.$ref moet binnen het schema verwijzen: elders wordt niets opgehaald'],
  [{ pattern: '(' }, 'schema.pattern is geen reguliere uitdrukking'],
  [nested(40), 'is te diep of te groot'],
  [{ enum: Array.from({ length: 30_000 }, (_, index) => index) }, 'is te diep of te groot'],
])('%j cannot', (schema, fault) => {
  expect(schemaFault(schema)).toBe(fault);
});
