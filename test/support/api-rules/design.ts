import { answersOf, isObject, listAt, objectAt, objectsIn, operationsOf, propertiesOf, resolved, type Rule } from './document.ts';

const SEGMENT = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*|\{[^}]+\})$/;
/** The last one may be an operation, such as `_search`. */
const LAST_SEGMENT = /^_[a-z0-9]+$/;
const LOWER_CAMEL = /^\$?[a-z][a-z\d]*(?:[A-Z][a-z\d]*)*$/;
/** As another standard of the government names them: the Logboek Dataverwerkingen. */
const LOGBOOK: readonly string[] = ['dpl.core.processing_activity_id', 'dpl.core.data_subject_id'];
const UPPER_CAMEL = /^(?:[A-Z][a-z\d]*)+$/;
const SEMVER = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/;
/** Names of days: `date`, `startDate`, `start_date`, `einddatum`. */
const DAY = /^date$|datum$|(?:\wD|_[dD])(?:ate|atum)/;
const PROBLEMS = ['application/problem+json', 'application/problem+xml'];
const PROBLEM_MEMBERS = ['status', 'title', 'detail'];

/** Rules of the NLgov REST API Design Rules 2.2 that can be seen in a description, by the names of its linter; those that only warn too. */
export const designRules: Readonly<Record<string, Rule>> = {
  'nlgov:openapi3': (document) => (/^3(?:\.\d+){1,2}$/.test(String(document['openapi'])) ? [] : ['openapi']),

  'nlgov:missing-header': (document) => answersOf(document).filter(({ status, answer }) => /^[23]/.test(status) && !isObject(answer['headers'])).map(({ at }) => at),

  'nlgov:missing-version-header'(document) {
    const withHeaders = answersOf(document).filter(({ status, answer }) => /^[23]/.test(status) && isObject(answer['headers']));
    return withHeaders.filter(({ answer }) => !Object.keys(objectAt(answer, 'headers')).some((name) => name.toLowerCase() === 'api-version')).map(({ at }) => at);
  },

  'nlgov:include-major-version-in-uri': (document) => urlsOf(document).filter((url) => !/\/v\d+(?:\/|$)/.test(url)),

  'nlgov:servers-use-https': (document) => urlsOf(document).filter((url) => url.startsWith('http://')),

  'info-contact': (document) => (isObject(objectAt(document, 'info')['contact']) ? [] : ['info']),

  'nlgov:info-contact-fields-exist'(document) {
    const contact = objectAt(document, 'info', 'contact');
    return ['email', 'name', 'url'].filter((field) => typeof contact[field] !== 'string' || contact[field] === '');
  },

  'path-keys-no-trailing-slash': (document) => pathsOf(document).filter((path) => path.length > 1 && path.endsWith('/')),

  'nlgov:paths-kebab-case'(document) {
    return pathsOf(document).filter((path) => {
      const segments = path.split('/').slice(1).filter((segment, index, all) => segment !== '' || index < all.length - 1);
      return !segments.every((segment, index) => SEGMENT.test(segment) || (index === segments.length - 1 && (LAST_SEGMENT.test(segment) || segment === 'openapi.json')));
    });
  },

  'nlgov:query-keys-camel-case'(document) {
    const queries = operationsOf(document).flatMap(({ at, parameters }) => parameters.filter((one) => one['in'] === 'query').map(({ name }) => [at, String(name)] as const));
    const schemes = Object.entries(objectAt(document, 'components', 'securitySchemes')).filter(([, scheme]) => isObject(scheme) && scheme['in'] === 'query');
    return [...queries, ...schemes.map(([at, scheme]) => [at, String(objectAt(scheme)['name'] ?? (isObject(scheme) ? scheme['name'] : ''))] as const)].filter(([, name]) => !LOWER_CAMEL.test(name)).map((found) => found.join(' '));
  },

  'nlgov:schema-camel-case': (document) => Object.keys(objectAt(document, 'components', 'schemas')).filter((name) => !UPPER_CAMEL.test(name)),

  'nlgov:property-casing': (document) => propertiesOf(document).filter(({ name }) => name !== '_links' && !LOGBOOK.includes(name) && !LOWER_CAMEL.test(name)).map(({ at }) => at),

  'nlgov:use-problem-schema'(document) {
    return answersOf(document).filter(({ status, answer }) => /^(?:[45]|default)/.test(status) && !PROBLEMS.some((type) => type in objectAt(answer, 'content'))).map(({ at }) => at);
  },

  'nlgov:problem-schema-members'(document) {
    return answersOf(document).flatMap(({ at, status, answer }) => {
      if (!/^(?:[45]|default)/.test(status)) return [];
      const schemas = PROBLEMS.filter((type) => type in objectAt(answer, 'content')).map((type) => resolved(document, objectAt(answer, 'content', type)['schema']));
      const isTold = (schema: object, member: string) => member in objectAt(schema, 'properties') && listAt(schema, 'required').includes(member);
      return schemas.flatMap((schema) => PROBLEM_MEMBERS.filter((member) => !isTold(schema, member)).map((member) => `${at} ${member}`));
    });
  },

  'nlgov:problem-invalid-input'(document) {
    const canBeInvalid = operationsOf(document).filter(({ method, parameters }) => ['put', 'post', 'patch'].includes(method) || (['get', 'delete'].includes(method) && parameters.length > 0));
    return canBeInvalid.filter(({ operation }) => !('400' in objectAt(operation, 'responses'))).map(({ at }) => at);
  },

  /** Of the rule itself, not of its linter: invalid input is 400. */
  'core:no-422': (document) => answersOf(document).filter(({ status }) => status === '422').map(({ at }) => at),

  'nlgov:date-time-ensure-timezone': (document) => formats(document, 'date-time-local'),

  'nlgov:time-without-timezone': (document) => formats(document, 'time'),

  'nlgov:specify-format-for-date-and-time': (document) => days(document).filter(({ format }) => format.length === 0).map(({ at }) => at),

  'nlgov:use-date-instead-of-datetime': (document) => days(document).filter(({ format }) => format.includes('date-time')).map(({ at }) => at),

  'nlgov:semver': (document) => (SEMVER.test(String(objectAt(document, 'info')['version'])) ? [] : ['info.version']),
};

function pathsOf(document: Parameters<Rule>[0]): string[] {
  return Object.keys(objectAt(document, 'paths'));
}

function urlsOf(document: Parameters<Rule>[0]): string[] {
  return [...objectsIn(document)].flatMap(([, object]) => listAt(object, 'servers').map((server) => (isObject(server) ? String(server['url']) : '')));
}

function formats(document: Parameters<Rule>[0], format: string): string[] {
  return propertiesOf(document).filter(({ schema }) => schema['format'] === format).map(({ at }) => at);
}

/** Fields that are named as days, with every format that is told of them: of one that may also be null, one of several. */
function days(document: Parameters<Rule>[0]): { at: string; format: string[] }[] {
  const named = propertiesOf(document).filter(({ name }) => DAY.test(name));
  return named.map(({ at, schema }) => ({ at, format: [...objectsIn(schema)].flatMap(([, { format }]) => (typeof format === 'string' ? [format] : [])) }));
}
