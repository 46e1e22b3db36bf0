import { describe, expect, test } from 'vitest';
import { CHECKED_DUTIES } from '../../../src/factsheet/ai-act/check/finding.ts';
import { aiActFact, article50Fact } from '../../../src/factsheet/ai-act/facts.ts';
import { type AiActPath, outcomeOf } from '../../../src/factsheet/ai-act/paths.ts';
import { TREE_VERSION } from '../../../src/factsheet/ai-act/tree/tree.ts';
import type { DeploymentFacts, GuardFacts } from '../../../src/factsheet/facts.ts';
import type { Measurements, Verdict } from '../../../src/factsheet/diligence/question.ts';
import { DILIGENCE_QUESTIONS } from '../../../src/factsheet/diligence/questions/questions.ts';
import { MODELS_PURPOSE, RERANKER_PURPOSE } from '../../../src/factsheet/model-connections.ts';
import type { Answer } from '../../../src/factsheet/statements/questions.ts';
import { MUNICIPALITY, walkOf } from '../../support/ai-act.ts';
import { configured, daysAgo, measured, measurements, NOW, withDesk, withFacts, withLoket, withProbe, withRate, withRunning, withSettings } from '../../support/diligence-facts.ts';

const at = (days: number) => daysAgo(days).toISOString();
/** Just past midnight in the Netherlands, and still the day before in UTC. */
const JUST_PAST_MIDNIGHT = at(0.4);
const base = measurements().facts;
const guards = (edit: (guard: GuardFacts) => Partial<GuardFacts>) => withFacts({ guards: base.guards.map((guard) => ({ ...guard, ...(guard.name.startsWith('personal-data/') && edit(guard)) })) });
const term = (iso: string) => withFacts({ retention: [{ id: 'said', label: 'Vragen en antwoorden', term: configured(iso) }] });
const collections = (edit: (index: number) => Partial<DeploymentFacts['collections'][number]>) => withFacts({ collections: base.collections.map((one, index) => ({ ...one, ...edit(index) })) });
const connections = (...all: readonly [purpose: string, isNear: boolean][]) => withFacts({ connections: all.map(([purpose, isNear], index) => ({ mark: `m${index}`, purpose, isNear: configured(isNear) })) });
const [model = expect.fail()] = base.models;
type Model = typeof model;
const models = (...all: readonly Model[]) => withFacts({ models: all });
const like = (edit: Partial<Model> = {}): Model => ({ ...model, ...edit });
const bare = (name: 'licence' | 'digest' | 'origin'): Model => {
  const { [name]: _, ...rest } = model;
  return rest;
};
const without = (name: 'url' | 'commit' | 'sourceCode') => withFacts({ desk: Object.fromEntries(Object.entries(base.desk).filter(([key]) => key !== name)) as unknown as DeploymentFacts['desk'] });
const outcomes = (counts: Record<string, number>, audience: 'resident' | 'employee' = 'resident') => withLoket({ audience: configured(audience), outcomes: measured(counts, 'telling', NOW) });
const energy = (wattHours: number): Measurements => {
  const { facts } = outcomes({ answered: 100 }, 'employee');
  return measurements({ facts: { ...facts, desk: { ...facts.desk, energyWh: measured(wattHours, 'schatting', NOW) } } });
};
const outcome = outcomeOf(walkOf(MUNICIPALITY));
const classed = (edit: Partial<AiActPath> = {}) => withLoket({ aiAct: aiActFact({ assistant: 'loket', number: 1, treeVersion: TREE_VERSION, path: walkOf(MUNICIPALITY).path, profile: outcome, role: 'jurist', reviewOn: '2026-11-28', at: NOW, ...edit }) });
const looked = (unmet: string[], days = 1) => withDesk({ article50: article50Fact({ at: daysAgo(days), version: '0.1.0', findings: CHECKED_DUTIES.map((duty) => ({ duty, place: 'eerste pagina van de balie', isMet: !unmet.includes(duty), seen: '' })) }) });
const said = (...questions: string[]) => measurements({ statements: questions.map((question) => ({ assistant: 'loket', question, answer: 'Gezegd.' satisfies Answer, role: 'teammanager', at: NOW, reviewOn: undefined })) });
const drift = (differences: number, days = 1) => withRunning({ published: { number: 3, at: at(5) }, drift: { at: at(days), publication: 3, isComparable: true, differences } });

/** Facts that make each measured question yes, partly, and no; undefined where there is no partly. */
const TABLE: Readonly<Record<string, readonly [yes: Measurements, partly: Measurements | undefined, no: Measurements]>> = {
  'ethics-02': [withProbe('bias', 19, { kind: 'naam' }), withProbe('bias', 17, { kind: 'naam' }), withProbe('bias', 16, { kind: 'naam' })],
  'ethics-03': [withProbe('bias', 19, { kind: 'geslacht' }), withProbe('bias', 17, { kind: 'geslacht' }), withProbe('bias', 16, { kind: 'geslacht' })],
  'ethics-04': [withProbe('bias', 18, { kind: 'taalniveau' }), withProbe('bias', 15, { kind: 'taalniveau' }), withProbe('bias', 14, { kind: 'taalniveau' })],
  'ethics-05': [withSettings({ passesOn: true, hasOpeningHours: true }), withSettings({ hasOpeningHours: true }), withSettings({})],
  'ethics-06': [withRunning({ stoppedAt: at(300) }), undefined, withRunning({ stoppedAt: at(400) })],
  'ethics-07': [drift(0), drift(2), withRunning({})],
  'ethics-08': [withRunning({ registered: ['loket'] }), { ...withRunning({ registered: ['loket'] }), facts: { ...base, assistants: [...base.assistants, ...base.assistants.map((one) => ({ ...one, name: 'ander' }))] } }, withRunning({})],
  'ethics-09': [said('goal', 'lawful_basis', 'proportionality', 'risks', 'human_intervention'), said('goal'), said()],
  'ethics-12': [classed(), classed({ reviewOn: '2026-11-27' }), classed({ profile: outcomeOf(walkOf({ ...MUNICIPALITY, 'sociale-score': 'ja' })) })],
  'ethics-13': [looked([]), looked(['person']), looked(['told'])],
  'data-01': [withProbe('personal-data', 20), withProbe('personal-data', 19), withProbe('personal-data', 17)],
  'data-02': [guards(() => ({})), guards(({ rules }) => ({ rules: configured([...rules.value.slice(1), 'namen: blijft staan']) })), guards(() => ({ isOn: configured(false) }))],
  'data-03': [term('P1Y'), term('P3Y'), term('P3Y1M')],
  'data-04': [withRunning({ erased: { at: at(1), hasFailed: false } }), withRunning({ erased: { at: at(1), hasFailed: true } }), withRunning({ erased: { at: at(3), hasFailed: false } })],
  'data-05': [collections(() => ({ documents: measured(100, 'telling', NOW) })), collections(() => ({ documents: measured(100, 'telling', NOW), expired: measured(5, 'telling', NOW) })), collections(() => ({ documents: measured(100, 'telling', NOW), expired: measured(6, 'telling', NOW) }))],
  'data-06': [collections(() => ({ newest: measured('2026-01-01', 'telling', NOW) })), collections((index) => ({ newest: measured(index === 0 ? '2026-01-01' : '2025-01-01', 'telling', NOW) })), collections(() => ({ newest: measured('2025-01-01', 'telling', NOW) }))],
  'data-07': [withRate('groundedShare', 0.98), withRate('groundedShare', 0.95), withRate('groundedShare', 0.94)],
  'data-08': [withRunning({ lateReports: 0 }), withRunning({ lateReports: 3 }), withRunning({ lateReports: 4 })],
  'data-09': [withRunning({ requests: { decided: 10, inTime: 10, late: 0 } }), withRunning({ requests: { decided: 9, inTime: 9, late: 1 } }), withRunning({ requests: { decided: 10, inTime: 8, late: 0 } })],
  'data-10': [withSettings({ backupDays: 90 }), withSettings({ backupDays: 365 }), withSettings({})],
  'security-01': [withProbe('injection', 20), withProbe('injection', 18), withProbe('injection', 17)],
  'security-02': [withRate('attacksHeld', 1), withRate('attacksHeld', 0.9), withRate('attacksHeld', 0.89)],
  'security-03': [withRunning({ log: { verified: { at: at(31), entries: 9, isWhole: true }, anchors: 0, anchorsBehind: 0 } }), withRunning({ log: { verified: { at: at(92), entries: 9, isWhole: true }, anchors: 0, anchorsBehind: 0 } }), withRunning({ log: { verified: { at: at(1), entries: 9, isWhole: false }, anchors: 0, anchorsBehind: 0 } })],
  'security-04': [withRunning({ log: { anchors: 2, anchorsBehind: 0 } }), withRunning({ log: { anchors: 2, anchorsBehind: 1 } }), withRunning({})],
  'security-05': [withSettings({ hasLoginProvider: true }), undefined, withSettings({})],
  'security-06': [withSettings({ hasSecurityContact: true, hasSecurityPolicy: true }), withSettings({ hasSecurityContact: true }), withSettings({})],
  'security-07': [withSettings({ freeQuestions: 100 }), withSettings({ freeQuestions: 500 }), withSettings({ freeQuestions: 501 })],
  'security-08': [measurements(), undefined, without('url')],
  'security-09': [withSettings({ hasSiem: true }), undefined, withSettings({})],
  'usability-01': [withDesk({ axeViolations: measured(0, 'axe', NOW) }), withDesk({ axeViolations: measured(5, 'axe', NOW) }), withDesk({ axeViolations: measured(6, 'axe', NOW) })],
  'usability-02': [withSettings({ hasAccessibilityStatement: true }), undefined, withSettings({})],
  'usability-03': [withRate('b1Share', 0.9), withRate('b1Share', 0.75), withRate('b1Share', 0.74)],
  'usability-04': [withRate('falseRefusals', 0.05), withRate('falseRefusals', 0.15), withRate('falseRefusals', 0.16)],
  'usability-05': [withRate('falseAnswers', 0.02), withRate('falseAnswers', 0.1), withRate('falseAnswers', 0.11)],
  'usability-06': [withLoket({ waitMs: measured(10_000, 'telling', NOW) }), withLoket({ waitMs: measured(20_000, 'telling', NOW) }), withLoket({ waitMs: measured(20_001, 'telling', NOW) })],
  'usability-07': [withRunning({ feedback: { given: 20, helpful: 16 } }), withRunning({ feedback: { given: 20, helpful: 12 } }), withRunning({ feedback: { given: 20, helpful: 11 } })],
  'usability-08': [outcomes({ answered: 16, abstained: 4, blocked: 50 }), outcomes({ quoted: 12, abstained: 8 }), outcomes({ answered: 11, abstained: 8, failed: 1 })],
  'usability-09': [withDesk({ languages: configured(['en', 'pl', 'tr', 'ar']) }), withDesk({ languages: configured(['en']) }), withDesk({ languages: configured([]) })],
  'usability-10': [withDesk({ uptime: measured(0.995, 'van buiten', NOW) }), withDesk({ uptime: measured(0.98, 'van buiten', NOW) }), withDesk({ uptime: measured(0.97, 'van buiten', NOW) })],
  'usability-11': [withRunning({ judged: { all: 10, good: 9 } }), withRunning({ judged: { all: 9, good: 9 } }), withSettings({ judgesOneIn: 0 })],
  'sovereignty-01': [connections([MODELS_PURPOSE, true], ['documenten van de collectie modelverordeningen', false]), connections([MODELS_PURPOSE, true], [RERANKER_PURPOSE, false]), connections([MODELS_PURPOSE, false])],
  'sovereignty-02': [connections([MODELS_PURPOSE, true]), connections([MODELS_PURPOSE, true], ['documenten van de collectie modelverordeningen', false]), connections([MODELS_PURPOSE, true], [RERANKER_PURPOSE, false])],
  'sovereignty-03': [models(model), models(model, like({ name: 'zoek', licence: configured('Eigen voorwaarden') })), models(bare('licence'))],
  'sovereignty-04': [models(model), models(model, bare('digest')), models(bare('digest'))],
  'sovereignty-05': [models(model), models(model, like({ name: 'ander', origin: configured('BAAI (China)') })), models(bare('origin'))],
  'sovereignty-06': [models(model, like({ name: 'ander', tasks: configured(['works']) })), undefined, models(model)],
  'sovereignty-07': [measurements(), without('sourceCode'), withDesk({ licence: configured('Eigen voorwaarden') })],
  'sovereignty-08': [measurements(), undefined, without('commit')],
  'sovereignty-09': [withRunning({ components: { all: 9, notOpen: [] } }), withRunning({}), withRunning({ components: { all: 9, notOpen: ['a', 'b', 'c', 'd'] } })],
  'costs-03': [withDesk({ energyWh: measured(120, 'schatting', NOW) }), undefined, measurements()],
  'costs-04': [energy(300), energy(1_000), energy(1_001)],
  'costs-05': [models(model), models(like({ parameters: measured('75B', 'de modelserver', NOW) })), models(like({ parameters: measured('123B', 'de modelserver', NOW) }))],
  'costs-06': [withSettings({ freeInTotal: 2_000 }), withSettings({ freeInTotal: 10_000 }), withSettings({ freeInTotal: 10_001 })],
  'costs-07': [withSettings({}), withSettings({ readCollections: 1 }), withSettings({ readCollections: 0 })],
  'costs-08': [withRunning({}), withRunning({ components: { all: 1_000, notOpen: [] } }), withRunning({ components: { all: 1_001, notOpen: [] } })],
  'costs-09': [outcomes({ answered: 300 }), outcomes({ answered: 50 }), outcomes({ answered: 49 })],
};

const measuredQuestions = DILIGENCE_QUESTIONS.filter(({ measure }) => measure !== undefined);
const verdictOf = (id: string, given: Measurements) => DILIGENCE_QUESTIONS.find((one) => one.id === id)?.measure?.(given)?.verdict;

describe('what is measured', () => {
  test('is in the table, each of it', () => {
    expect(measuredQuestions.map(({ id }) => id).toSorted()).toEqual(Object.keys(TABLE).toSorted());
  });

  test.each(Object.entries(TABLE))('%s can be yes, partly where it says so, and no', (id, [yes, partly, no]) => {
    const found: (Verdict | undefined)[] = [verdictOf(id, yes), ...(partly === undefined ? [] : [verdictOf(id, partly)]), verdictOf(id, no)];
    expect(found).toEqual(['yes', ...(partly === undefined ? [] : ['partly']), 'no']);
    expect(DILIGENCE_QUESTIONS.find((one) => one.id === id)?.yesWhen.includes('Deels:')).toBe(partly !== undefined);
  });

  test('tells what it saw, when, and where it stands', () => {
    const answers = measuredQuestions.map(({ id, measure }) => ({ id, ...measure?.(TABLE[id]?.[0] ?? measurements()) }));
    expect(answers.filter(({ text, by, at: moment }) => text === undefined || !/[.]$/.test(text) || by === '' || Number.isNaN(Date.parse(moment ?? '')))).toEqual([]);
  });

  test.each([
    ['ethics-06', withRunning({ stoppedAt: JUST_PAST_MIDNIGHT })],
    ['ethics-07', withRunning({ published: { number: 3, at: at(5) }, drift: { at: JUST_PAST_MIDNIGHT, publication: 3, isComparable: true, differences: 0 } })],
    ['ethics-13', looked([], 0.4)],
    ['data-04', withRunning({ erased: { at: JUST_PAST_MIDNIGHT, hasFailed: false } })],
    ['security-03', withRunning({ log: { verified: { at: JUST_PAST_MIDNIGHT, entries: 9, isWhole: true }, anchors: 0, anchorsBehind: 0 } })],
  ])('%s tells the day it was in the Netherlands', (id, given) => {
    expect(DILIGENCE_QUESTIONS.find((one) => one.id === id)?.measure?.(given)?.text).toContain('op 2026-11-27');
  });

  test.each([
    ['of long ago', withRate('groundedShare', 1, { days: 181 }), 'ouder dan 180 dagen'],
    ['of another version', withRate('groundedShare', 1, { version: '0.0.9' }), 'van versie 0.0.9'],
    ['of another model', withRate('groundedShare', 1, { model: 'ander:7b' }), 'een ander model (ander:7b)'],
    ['of the same name with other bytes', withRate('groundedShare', 1, { model: 'ministral-3:3b (cdcdcdcdcdcd)' }), 'een ander model'],
    ['without a model', withRate('groundedShare', 1, { model: '' }), 'antwoordde geen model'],
    ['of other prompts', withRate('groundedShare', 1, { promptsSha256: '0'.repeat(64) }), 'van andere teksten dan nu'],
    ['of prompts that are not known', withRate('groundedShare', 1, { promptsSha256: null }), 'niet bekend van welke teksten'],
    ['of few questions', withRate('groundedShare', 1, { cases: 9 }), 'Minder dan 10'],
  ])('an evaluation %s is partly at most', (_, given, words) => {
    const answer = DILIGENCE_QUESTIONS.find(({ id }) => id === 'data-07')?.measure?.(given);
    expect([answer?.verdict, answer?.text]).toEqual(['partly', expect.stringContaining(words)]);
  });

  test.each([
    ['of long ago', withProbe('injection', 20, { days: 181 }), 'ouder dan 180 dagen'],
    ['with other questions', withProbe('injection', 20, { version: '0/0.1.0' }), 'een andere versie'],
    ['with another model', withProbe('injection', 20, { model: 'ander:7b' }), 'een ander model'],
    ['of few questions', withProbe('injection', 9, { cases: 9 }), 'Minder dan 10'],
    ['that leaves one assistant out', { ...withProbe('injection', 20), facts: { ...base, assistants: [...base.assistants, ...base.assistants.map((one) => ({ ...one, name: 'ander', title: configured('Ander') }))] } }, 'Ander is niet gemeten'],
  ])('a probe %s is partly at most', (_, given, words) => {
    const answer = DILIGENCE_QUESTIONS.find(({ id }) => id === 'security-01')?.measure?.(given);
    expect([answer?.verdict, answer?.text]).toEqual(['partly', expect.stringContaining(words)]);
  });

  test('leaves to people who stands in the register by hand, and what nobody recorded or looked for', () => {
    const { running: { registered: _, ...running } = expect.fail(), ...rest } = measurements();
    expect(['ethics-08', 'ethics-12', 'ethics-13'].map((id) => verdictOf(id, { ...rest, running }))).toEqual([undefined, undefined, undefined]);
  });

  test('of the AI Act is partly with an older tree, an assistant left out, or a look of long ago', () => {
    const { facts } = classed();
    const more = measurements({ facts: { ...facts, assistants: [...facts.assistants, ...base.assistants.map((one) => ({ ...one, name: 'ander' }))] } });
    expect([verdictOf('ethics-12', classed({ treeVersion: '2025-01-01' })), verdictOf('ethics-12', more), verdictOf('ethics-13', looked([], 3)), verdictOf('ethics-13', looked(['marked']))]).toEqual(['partly', 'partly', 'partly', 'no']);
  });

  test('is left to people where nothing is known', () => {
    const { running: _, ...rest } = measurements({ probes: [] });
    const facts = { ...rest.facts, assistants: [], models: [], collections: [], guards: [], retention: [], connections: [] };
    const answered = measuredQuestions.filter(({ measure }) => measure?.({ ...rest, facts }) !== undefined).map(({ id }) => id);
    expect(answered.toSorted()).toEqual(['costs-03', 'security-08', 'sovereignty-02', 'sovereignty-07', 'sovereignty-08', 'usability-01', 'usability-09']);
  });
});
