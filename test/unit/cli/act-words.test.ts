import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAst } from 'vite';
import { actWords, OBJECTS } from '../../../src/cli/audit/act-words.ts';
import { FACT_LABELS } from '../../../src/cli/audit/fact-labels.ts';
import { factLines } from '../../../src/cli/audit/fact-words.ts';

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const within = (node: Node): Node[] => [node, ...Object.values(node).flat().filter(isNode).flatMap(within)];
const KIND = /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/;
/** Who did it has a column of its own. */
const DOERS = ['byPerson', 'byKey', 'byUser', 'byInvitation', 'forPerson'];

const nameOf = (property: Node): string | undefined => {
  const key = property['key'] as Node | undefined;
  return property['computed'] === true ? undefined : ((key?.['name'] ?? key?.['value']) as string | undefined);
};
const literals = (node: Node): string[] => within(node).flatMap((one) => (one.type === 'Literal' && typeof one['value'] === 'string' && KIND.test(one['value']) ? [one['value']] : []));

/** The names in an object, also of those that are spread into it: of what stands in the same file by that name, or as a type of that name. */
function namesIn(object: Node, all: readonly Node[]): string[] {
  return (object['properties'] as Node[]).flatMap((property) => {
    if (property.type !== 'SpreadElement') return nameOf(property) ?? [];
    const spread = property['argument'] as Node;
    if (spread.type !== 'Identifier') return within(spread).filter(({ type }) => type === 'ObjectExpression').flatMap((inside) => namesIn(inside, all));
    const name = String(spread['name']);
    return all.flatMap((one) => {
      const id = (one['id'] as Node | undefined)?.['name'];
      if (one.type === 'VariableDeclarator' && id === name && isNode(one['init']) && one['init'].type === 'ObjectExpression' && one['init'] !== object) return namesIn(one['init'], all);
      if (one.type === 'TSInterfaceDeclaration' && id === `${name[0]?.toUpperCase()}${name.slice(1)}`) return ((one['body'] as Node)['body'] as Node[]).flatMap((signature) => nameOf(signature) ?? []);
      return [];
    });
  });
}

/** What is recorded in the source: objects and types with a kind and facts. */
const recorded = globSync('{src,ingest}/**/*.ts', { exclude: ['src/web/**'] }).flatMap((path) => {
  const text = readFileSync(path, 'utf8');
  if (!text.includes('facts') || !text.includes('kind')) return [];
  const all = within(parseAst(text, { lang: 'ts' }) as unknown as Node);
  return all.flatMap((node) => {
    const parts = (node.type === 'ObjectExpression' ? node['properties'] : node.type === 'TSInterfaceBody' ? node['body'] : []) as Node[];
    const [kind, facts] = ['kind', 'facts'].map((name) => parts.find((part) => nameOf(part) === name));
    if (kind === undefined || facts === undefined) return [];
    const value = facts['value'] as Node | undefined;
    return [{ path, kinds: literals(kind), facts: value?.type === 'ObjectExpression' ? namesIn(value, all) : [] }];
  });
});

test('the source was read: most kinds stand in it as they are', () => {
  const kinds = new Set(recorded.flatMap((one) => one.kinds));
  expect(kinds.size).toBeGreaterThan(60);
  expect(recorded.flatMap(({ facts }) => facts)).toEqual(expect.arrayContaining(['act', 'remoteId', 'isPublic', 'platform']));
});

test.each([
  ['kind of act', [...new Set(recorded.flatMap(({ kinds }) => kinds))], actWords],
  ['object', [...new Set([...recorded.flatMap(({ kinds }) => kinds), ...Object.keys(actWords)].map((kind) => kind.split('.')[0] ?? ''))], OBJECTS],
  ['fact', [...new Set(recorded.flatMap(({ facts }) => facts))].filter((name) => !DOERS.includes(name)), FACT_LABELS],
])('each %s that is recorded has a Dutch word', (_, codes, words) => {
  expect(codes.filter((code) => !Object.hasOwn(words, code))).toEqual([]);
});

test.each([
  [{ act: 'release' }, ['Handeling: vrijgeven']],
  [{ class: 'high-risk', isPublic: true }, ['Klasse: Hoog-risico AI', 'Openbaar: ja']],
  [{ fields: ['validUntil', 'owner'] }, ['Welke gegevens: geldig tot en met, eigenaar']],
])('codes of the desk itself are said in words: %o', (facts, lines) => {
  expect(factLines(facts, () => false)).toEqual(lines);
});
