import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readLockFile } from '../../../src/cli/factsheet/lock-file.ts';
import { MEASURES, REQUIREMENTS } from '../../../src/factsheet/cards/kader.ts';
import { npmComponents } from '../../../src/factsheet/cards/npm-components.ts';
import { sbom } from '../../../src/factsheet/cards/sbom.ts';
import { systemCard } from '../../../src/factsheet/cards/system-card.ts';
import { measured } from '../../../src/factsheet/fact.ts';
import { cyclonedxSchema, systemCardSchema } from '../../support/card-schemas.ts';
import { sampleFactsheet } from '../../support/sample-facts.ts';

const card = (assistant: string, isRegistered = false) => systemCardSchema.parse(systemCard(sampleFactsheet(), { assistant, publication: 3, isRegistered }));

describe('the system card', () => {
  test('has the fields of the standard and no others, whether much is known or little', () => {
    const full = card('loket');
    expect(full).toMatchObject({ name: 'Digitale balie', begin_date: '2026-11-01', status: 'In gebruik', owners: [{ oin: '00000001234567890000', role: 'Teammanager Publiekszaken' }] });
    expect(full.instruments.map(({ urn }) => urn)).toEqual(['urn:nl:aivt:tr:iama:1.0']);
    expect(full.ai_act_profile.risk_group).toBe('geen hoog-risico AI');
    expect(full.assessments.map(({ name, date }) => [name, date])).toEqual([['Evaluatie van antwoorden op eigen toetsvragen', '2026-11-27'], ['Impacttoetsen', '2026-11-27']]);
    expect(full.models.flatMap(({ model_index: [one] }) => one?.results.length)).toEqual([1, 0]);
    const bare = card('nieuw');
    expect([bare.name, bare.ai_act_profile.risk_group, bare.goal_and_impact, bare.assessments]).toEqual(['Digitale nieuw', undefined, undefined, []]);
  });

  test('is none of an assistant that is not there', () => {
    expect(systemCard(sampleFactsheet(), { assistant: 'ander', publication: 3, isRegistered: false })).toBeUndefined();
  });

  test('has of what was done just past midnight the day it was in the Netherlands, not the day before', () => {
    const at = new Date('2026-11-26T23:24:00Z');
    const { facts, statements } = sampleFactsheet();
    const assistants = facts.assistants.map((one) => ({ ...one, ...(one.quality && { quality: measured(one.quality.value, 'balie evaluate answers', at) }) }));
    const night = systemCard({ facts: { ...facts, assistants }, statements: statements.map((one) => ({ ...one, at })) }, { assistant: 'loket', publication: 3, isRegistered: false });
    expect(systemCardSchema.parse(night).assessments.map(({ date }) => date)).toEqual(['2026-11-27', '2026-11-27']);
  });

  test('says of each measure how far it is, by facts that it names and the version of the kader', () => {
    const measure = (number: string, of = card('loket')) => of.measures.find(({ urn }) => urn.endsWith(number));
    expect(measure('dat-11')).toEqual({ urn: 'urn:nl:ak:mtr:dat-11', state: 'done', value: expect.stringContaining('Bewijs: guards/injection.') as string, version: expect.stringContaining('2026-06-17') as string });
    expect(measure('ver-02', card('nieuw'))?.state).toBe('to do');
    expect([measure('owk-02')?.state, measure('owk-11')?.state, measure('imp-04')?.state, measure('imp-04', card('loket', true))?.state]).toEqual(['done', 'to do', 'to do', 'done']);
    expect([measure('dat-04'), card('loket').requirements.find(({ urn }) => urn.endsWith('avg-03'))]).toMatchObject([{ state: 'done', value: expect.stringContaining('Bewijs: guards/personal-data/inwoners.') as string }, { state: 'done' }]);
    const { facts, ...rest } = sampleFactsheet();
    const off = { ...rest, facts: { ...facts, guards: facts.guards.map((guard) => ({ ...guard, isOn: { ...guard.isOn, value: false } })) } };
    const without = systemCardSchema.parse(systemCard(off, { assistant: 'loket', publication: 3, isRegistered: false }));
    expect([measure('dat-04', without)?.state, measure('dat-11', without)?.state, measure('owk-10', without)?.state]).toEqual(['to do', 'to do', 'in progress']);
  });

  const standards = '/work/shared/standards';
  test.runIf(existsSync(standards))('names measures and requirements that the kader has', () => {
    const urns = (file: string) => new Set(readFileSync(`${standards}/${file}`, 'utf8').split('\n').map((line) => line.split(',')[0]));
    const [measures, requirements] = [urns('algoritmekader-maatregelen.csv'), urns('algoritmekader-vereisten.csv')];
    expect(MEASURES.map(({ urn }) => urn).filter((urn) => !measures.has(urn))).toEqual([]);
    expect(REQUIREMENTS.map(({ urn }) => urn).filter((urn) => !requirements.has(urn))).toEqual([]);
  });
});

describe('the list of parts', () => {
  test('is CycloneDX with every package that runs, models and what residents may read', async () => {
    const lock = await readLockFile();
    const bom = cyclonedxSchema.parse(sbom({ lock, facts: sampleFactsheet().facts }));
    const refs = new Set(bom.components.map((one) => one['bom-ref']));
    expect(refs.size).toBe(bom.components.length);
    expect(bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
    const named = (name: string) => bom.components.find((one) => one.name === name);
    expect(named('hono')).toMatchObject({ type: 'library', licenses: [{ license: { id: 'MIT' } }], hashes: [{ alg: 'SHA-512' }], purl: expect.stringMatching(/^pkg:npm\/hono@\d/) as string });
    expect(named('zod-openapi')).toMatchObject({ group: '@hono', 'bom-ref': expect.stringContaining('%40hono/zod-openapi@') as string });
    expect(named('vitest')).toBeUndefined();
    expect(named('ministral-3:3b')).toMatchObject({ type: 'machine-learning-model', hashes: [{ content: 'ab'.repeat(32) }], modelCard: { quantitativeAnalysis: { performanceMetrics: [{ type: 'passRate', value: '0.9' }, { type: 'groundedShare' }] } } });
    expect(named('bge-m3')).toMatchObject({ licenses: [{ license: { name: 'Eigen voorwaarden' } }] });
    expect([named('Producten en diensten')?.type, named('Interne werkwijzen')]).toEqual(['data', undefined]);
    const root = bom.dependencies.find(({ ref }) => ref === bom.metadata.component['bom-ref']);
    expect(root?.dependsOn).toEqual(expect.arrayContaining(['urn:balie:model:bge-m3', named('hono')?.['bom-ref']]));
    // Every package that Balie asks for is in it, with a licence.
    expect(bom.components.filter((one) => one.type === 'library' && one.licenses === undefined && root?.dependsOn.includes(one['bom-ref'])).map(({ name }) => name)).toEqual([]);
  });

  test('needs what Node would load: the package in its own folder before the one above it', () => {
    const lock = { name: 'a', version: '1', packages: { '': { dependencies: { b: '*', c: '*' } }, 'node_modules/b': { version: '1', dependencies: { c: '*' } }, 'node_modules/b/node_modules/c': { version: '2' }, 'node_modules/c': { version: '1' }, 'node_modules/d': { version: '1', dev: true } } };
    const { components, dependencies } = npmComponents(lock, 'root');
    expect(components).toHaveLength(3);
    expect(Object.fromEntries(dependencies)).toEqual({ root: ['pkg:npm/b@1', 'pkg:npm/c@1'], 'pkg:npm/b@1': ['pkg:npm/c@2'], 'pkg:npm/c@2': [], 'pkg:npm/c@1': [] });
  });

  test('has the same number for the same parts, and another for others', async () => {
    const lock = await readLockFile();
    const { facts } = sampleFactsheet();
    const serial = (models: typeof facts.models) => cyclonedxSchema.parse(sbom({ lock, facts: { ...facts, models } })).serialNumber;
    expect(serial(facts.models)).toBe(serial(facts.models));
    expect(serial(facts.models.slice(1))).not.toBe(serial(facts.models));
  });
});
