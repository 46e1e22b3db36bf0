import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { designRules } from '../support/api-rules/design.ts';
import type { Json, Rule } from '../support/api-rules/document.ts';
import { openApiRules } from '../support/api-rules/openapi.ts';

type Document = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- a document that is to be made wrong

const rules: Readonly<Record<string, Rule>> = { ...openApiRules, ...designRules };
const description = () => JSON.parse(readFileSync(new URL('../../src/http/openapi.json', import.meta.url), 'utf8')) as Document;
const findings = (document: Json) => Object.entries(rules).flatMap(([name, rule]) => rule(document).map((at) => `${name}: ${at}`));
const broken = (document: Json) => Object.keys(rules).filter((name) => rules[name]?.(document).length !== 0);

const JOBS = '/jobs';
const JOB = '/jobs/{id}';
const problem = { description: 'Mis.', content: { 'application/json': { schema: { type: 'object' } } } };
const property = (name: string, schema: object) => (document: Document) => (document['components'].schemas.Job.properties[name] = schema);

/** How each rule is broken: nothing else may be found then, unless it is named too. */
const violations: Readonly<Record<string, readonly (readonly [string, (document: Document) => unknown, ...string[]])[]>> = {
  'oas3-schema': [
    ['no title', (d) => delete d['info'].title],
    ['a method that there is not', (d) => (d['paths'][JOBS].fetch = {})],
    ['an operation without answers', (d) => (d['paths'][JOBS].get.responses = {}), 'nlgov:problem-invalid-input'],
    ['an answer without words', (d) => delete d['paths'][JOBS].get.responses['200'].description],
    ['a reference to nothing', (d) => (d['components'].schemas.Jobs = { $ref: '#/components/schemas/Weg' })],
    ['a parameter in no place', (d) => d['paths'][JOBS].get.parameters.push({ name: 'waar', in: 'nergens', schema: {} })],
  ],
  'operation-operationId-unique': [['the same name twice', (d) => (d['paths'][JOBS].get.operationId = d['paths'][JOB].delete.operationId)]],
  'path-params': [
    ['one that is not declared', (d) => (d['paths'][JOB].delete.parameters = [])],
    ['one that the path does not have', (d) => d['paths'][JOBS].get.parameters.push({ name: 'weg', in: 'path', required: true, schema: { type: 'string' } })],
    ['one that may be absent', (d) => (d['paths'][JOB].delete.parameters[0].required = false)],
  ],
  'openapi-tags-uniqueness': [['the same twice', (d) => d['tags'].push(d['tags'][0])]],
  'oas3-valid-media-example': [['one of another kind', (d) => (d['paths'][JOBS].get.responses['200'].content['application/json'] = { schema: { type: 'object' }, example: 'tekst' })]],
  'oas3-valid-schema-example': [['one that lacks a field', (d) => (d['components'].schemas.ProblemDetails.example = { title: 'Mis.' })]],
  'oas3-server-variables': [
    ['one that is not declared', (d) => (d['servers'] = [{ url: 'https://{gemeente}.example/api/v1' }])],
    ['one that is not used', (d) => (d['servers'][0].variables = { weg: { default: 'x' } })],
  ],
  'oas3-api-servers': [['none', (d) => delete d['servers']]],
  'path-keys-no-trailing-slash': [['a slash at the end', (d) => (d['paths']['/jobs/'] = {})]],
  'nlgov:openapi3': [['version 2', (d) => (d['openapi'] = '2.0')], ['none', (d) => delete d['openapi']]],
  'nlgov:missing-header': [['no headers', (d) => delete d['paths'][JOBS].get.responses['200'].headers]],
  'nlgov:missing-version-header': [['another header', (d) => (d['paths'][JOBS].get.responses['200'].headers = { ETag: {} })]],
  'nlgov:include-major-version-in-uri': [['no version', (d) => (d['servers'] = [{ url: '/api' }])], ['a minor one too', (d) => (d['servers'] = [{ url: '/api/v1.2' }])]],
  'info-contact': [['nobody', (d) => delete d['info'].contact, 'nlgov:info-contact-fields-exist']],
  'nlgov:info-contact-fields-exist': [['no address', (d) => delete d['info'].contact.email]],
  'nlgov:paths-kebab-case': [
    ['a capital', (d) => (d['paths']['/openTaken'] = {})],
    ['an underscore', (d) => (d['paths']['/open_taken'] = {})],
    ['an operation that is not last', (d) => (d['paths']['/_zoek/taken'] = {})],
    ['a file', (d) => (d['paths']['/jobs.json'] = {})],
  ],
  'nlgov:query-keys-camel-case': [
    ['an underscore', (d) => d['paths'][JOBS].get.parameters.push({ name: 'page_size', in: 'query', schema: { type: 'integer' } })],
    ['a key in a query', (d) => (d['components'].securitySchemes.oud = { type: 'apiKey', in: 'query', name: 'API_KEY' })],
  ],
  'nlgov:schema-camel-case': [['a small letter', (d) => (d['components'].schemas.taak = { type: 'object' })]],
  'nlgov:servers-use-https': [['http', (d) => (d['servers'] = [{ url: 'http://balie.example/api/v1' }])]],
  'nlgov:use-problem-schema': [['plain JSON', (d) => (d['paths'][JOBS].get.responses['500'] = problem)], ['nothing', (d) => (d['paths'][JOBS].get.responses['500'] = { description: 'Mis.' })]],
  'nlgov:problem-schema-members': [['no detail', (d) => delete d['components'].schemas.ProblemDetails.properties.detail], ['a status that may be absent', (d) => (d['components'].schemas.ProblemDetails.required = ['title', 'detail'])]],
  'nlgov:problem-invalid-input': [
    ['a GET with parameters', (d) => delete d['paths'][JOBS].get.responses['400']],
    ['a POST', (d) => delete d['paths']['/jobs/{id}/retry'].post.responses['400']],
  ],
  'core:no-422': [['422', (d) => (d['paths'][JOBS].get.responses['422'] = d['paths'][JOBS].get.responses['400'])]],
  'nlgov:property-casing': [['an underscore', property('source_id', { type: 'string' })], ['a capital', property('Bron', { type: 'string' })]],
  'nlgov:semver': [['two numbers', (d) => (d['info'].version = '1.0')], ['a letter', (d) => (d['info'].version = 'v1.0.0')]],
  'nlgov:date-time-ensure-timezone': [['a local moment', property('tijdstip', { type: 'string', format: 'date-time-local' })]],
  'nlgov:time-without-timezone': [['a time with a zone', property('openingstijd', { type: 'string', format: 'time' })]],
  'nlgov:specify-format-for-date-and-time': [['a day as text', property('startDate', { type: 'string' })], ['in Dutch', property('datum', { type: 'string' })]],
  'nlgov:use-date-instead-of-datetime': [['a day as a moment', property('einddatum', { type: 'string', format: 'date-time' })], ['within another', property('endDate', { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] })]],
};

describe('the API Design Rules', () => {
  test('hold for the description of the API, those that only warn too', () => {
    expect(findings(description())).toEqual([]);
  });

  test.each(Object.keys(rules))('are all tried: %s', (name) => {
    expect(violations[name]?.length ?? 0).toBeGreaterThan(0);
  });

  const planted = Object.entries(violations).flatMap(([name, cases]) => cases.map(([what, plant, ...others]) => [name, what, plant, others] as const));
  test.each(planted)('%s finds %s, and no other rule does', (name, _, plant, others) => {
    const document = description();
    plant(document);
    expect(broken(document).toSorted()).toEqual([name, ...others].toSorted());
  });
});
