import { describe, expect, test } from 'vitest';
import { keepsOf, type Rule, rulesAt } from '../../../src/retention/plan.ts';
import { DATA_KINDS, type DataKind, retentionRules } from '../../../src/retention/rules.ts';

const KNOWN = {
  assistants: [{ name: 'loket', audience: 'resident' }, { name: 'collega', audience: 'employee' }, { name: 'taken/brief', audience: 'employee' }, { name: 'oud' }],
  collections: ['producten', 'bestuur'],
} as const;
const NOW = new Date('2026-11-27T10:00:00Z');

const rulesOf = (given: object) => rulesAt(retentionRules.parse(given), KNOWN, NOW);
const short = ({ kind, duration, of }: Rule) => `${kind}${of ? ` ${of.join('+')}` : ''} ${duration?.iso ?? 'now'}`;
const ofKind = (given: object, kind: DataKind) => rulesOf(given).filter((rule) => rule.kind === kind).map(short);

describe('which rule holds', () => {
  test('one for all: for each kind, and what nobody decided for as it stands in one place', () => {
    expect(rulesOf({ said: 'P28D' }).map(short)).toEqual([
      'conversations collega+loket+oud+taken/brief P28D', 'turns collega+loket+oud+taken/brief P28D', 'calls P28D', 'handovers P28D', 'files P28D', 'reports P28D',
      'runs bestuur+producten P90D', 'energy P13M', 'use P13M', 'people P3Y', 'openings P1Y', 'changes P3Y', 'trials P90D', 'holds P3Y', 'requests P5Y', 'records P3Y', 'erasures P1Y', 'expired now',
    ]);
  });

  test('the one for an assistant goes before that for whom it is of, and that before the one for all', () => {
    const rules = { said: 'P28D', audiences: { employee: 'P3M', resident: 'P7D' }, assistants: { 'taken/brief': 'PT12H', constructor: 'P1D' } };
    expect(ofKind(rules, 'turns')).toEqual(['turns collega P3M', 'turns loket P7D', 'turns oud P28D', 'turns taken/brief PT12H']);
    expect(ofKind(rules, 'conversations')).toHaveLength(4);
  });

  test('the one for a kind goes before that for whom it is of; and of a collection before that', () => {
    const rules = { said: 'P28D', audiences: { resident: 'P7D', employee: 'P3M' }, kinds: { files: 'P2D', documents: 'P2Y', feedback: 'P1D', prompts: 'P1Y' }, collections: { bestuur: { documents: 'P1Y', runs: 'P1M' } } };
    for (const [kind, expected] of [
      ['files', ['files P2D']], ['handovers', ['handovers P7D']], ['reports', ['reports P3M']], ['calls', ['calls P28D']], ['feedback', ['feedback loket+collega+taken/brief+oud P1D']], ['prompts', ['prompts P1Y']],
      ['documents', ['documents bestuur P1Y', 'documents producten P2Y']], ['runs', ['runs bestuur P1M', 'runs producten P90D']],
    ] as const) expect(ofKind(rules, kind)).toEqual(expected);
    expect(ofKind({ said: 'P28D', collections: { bestuur: { documents: 'P1Y' } } }, 'documents')).toEqual(['documents bestuur P1Y']);
  });

  test('counts from now back', () => {
    expect(rulesOf({ said: 'P1M' }).find(({ kind }) => kind === 'turns')?.before).toEqual(new Date('2026-10-27T10:00:00Z'));
    expect(rulesOf({ said: 'P1M' }).find(({ kind }) => kind === 'expired')?.before).toEqual(NOW);
  });

  test('is known for every kind that there is', () => {
    const all = rulesOf({ said: 'P28D', kinds: { feedback: 'P1D', documents: 'P1Y', prompts: 'P1Y' } });
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(DATA_KINDS));
  });

  test('is told to residents and employees as it is for them', () => {
    const rules = retentionRules.parse({ said: 'P28D', audiences: { employee: 'P3M' }, assistants: { loket: 'P7D', beleid: 'P1Y' }, kinds: { handovers: 'P6M' } });
    const keeps = keepsOf(rules, [{ name: 'loket', title: 'Loket', audience: 'resident' }, { name: 'collega', title: 'Collega', audience: 'employee' }, { name: 'beleid', title: 'Beleid', audience: 'employee' }], 'loket');
    expect([keeps.resident, keeps.employee, keeps.handovers, keeps.files, keeps.reports].map(({ iso }) => iso)).toEqual(['P7D', 'P3M', 'P6M', 'P3M', 'P3M']);
    expect(keeps.besides.map(({ title, kept }) => [title, kept.iso])).toEqual([['Beleid', 'P1Y']]);
  });
});

test.each([
  [{}, 'said'], [{ said: 28 }, 'said'], [{ said: 'P0D' }, 'said'], [{ said: 'PT59M' }, 'said'], [{ said: 'P101Y' }, 'said'], [{ said: 'altijd' }, 'said'], [{ said: 'P28D', audiences: { iedereen: 'P1D' } }, 'audiences'],
  [{ said: 'P28D', kinds: { files: '' } }, 'kinds.files'], [{ said: 'P28D', kinds: { schoenen: 'P1D' } }, 'kinds'], [{ said: 'P28D', at: '24:00' }, 'at'], [{ said: 'P28D', collections: { a: 'P1D' } }, 'collections.a'],
])('%j is refused, and it says where', (given, path) => {
  const parsed = retentionRules.safeParse(given);
  expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
