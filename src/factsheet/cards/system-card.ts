import type { Factsheet } from '../factsheet.ts';
import type { AiActFacts, AssistantFacts, DeploymentFacts } from '../facts.ts';
import { assessmentCards } from './assessment-cards.ts';
import { type Evidence, MEASURES, REQUIREMENTS, stateOf } from './kader.ts';
import { modelCard } from './model-card.ts';
import { type Said, saidOf } from './said.ts';

/** Of the Algorithm Reporting Standard. */
export const SYSTEM_CARD_VERSION = '0.1a14';

interface Asked {
  readonly assistant: string;
  /** The publication that it is made from; undefined: of now, as nothing was published. */
  readonly publication: number | undefined;
  readonly isRegistered: boolean;
}

/** The system card of one assistant; undefined for one that is not there. What nobody knows or said is left out. */
export function systemCard(factsheet: Factsheet, { assistant: name, publication, isRegistered }: Asked): object | undefined {
  const { facts } = factsheet;
  const assistant = facts.assistants.find((one) => one.name === name);
  if (assistant === undefined) return undefined;
  const [said, saidOfDesk] = [saidOf(factsheet, name), saidOf(factsheet, undefined)];
  const evidence: Evidence = { facts, assistant, said, saidOfDesk, isRegistered };
  const texts = { goal_and_impact: 'goal', considerations: 'proportionality', risk_management: 'risks', human_intervention: 'human_intervention', status: 'status', description: 'description_short' };
  return {
    schema_version: SYSTEM_CARD_VERSION,
    provenance: {
      ...(facts.desk.commit !== undefined && { git_commit_hash: facts.desk.commit.value }),
      timestamp: facts.madeAt,
      ...(facts.desk.url !== undefined && { uri: `${facts.desk.url.value}/factsheet/${name}/system-card.json` }),
      author: facts.desk.organisation.value,
    },
    name: said.text('name') ?? assistant.title.value,
    instruments: instrumentsOf(said),
    owners: [ownerOf(facts, saidOfDesk)],
    ai_act_profile: assistant.aiAct === undefined ? unrecordedProfile(said) : recordedProfile(assistant.aiAct.value),
    requirements: REQUIREMENTS.map((one) => stateOf(one, evidence)).map(({ urn, state, version }) => ({ urn, state, version })),
    measures: MEASURES.map((one) => stateOf(one, evidence)),
    labels: [{ name: 'factsheet', value: publication === undefined ? 'concept, nog niet gepubliceerd' : `publicatie ${publication}` }, { name: 'doelgroep', value: assistant.audience.value === 'resident' ? 'inwoners' : 'medewerkers' }, ...(assistant.aiAct?.value.roles ?? []).map((value) => ({ name: 'rol in de AI-verordening', value }))],
    ...Object.fromEntries(Object.entries(texts).flatMap(([field, question]) => present(field, said.text(question)))),
    ...Object.fromEntries([...present('begin_date', dayOf(said.text('begin_date'))), ...present('end_date', dayOf(said.text('end_date')))]),
    legal_base: legalBase(said),
    used_data: usedData(assistant, facts),
    technical_design: technicalDesign(assistant, facts),
    external_providers: [said.text('provider')].flatMap((provider) => (provider === undefined ? [] : [{ name: provider }])),
    references: references(said, saidOfDesk, facts),
    interaction_details: [...new Set(facts.connections.map(connectionWords))],
    version_requirements: [`Balie ${facts.desk.version.value}`],
    deployment_variants: [facts.desk.database.value === 'embedded' ? 'Eén server met ingebouwde database' : 'Server met PostgreSQL'],
    user_interface: facts.desk.url === undefined || assistant.audience.value !== 'resident' ? [] : [{ description: 'Digitale balie', link: facts.desk.url.value }],
    models: facts.models.filter((model) => model.name === assistant.model.value || !model.tasks.value.includes('answers')).map((model) => modelCard(model, assistant, facts)),
    assessments: assessmentCards(assistant, said, facts),
  };
}

function connectionWords({ host, purpose, isNear }: DeploymentFacts['connections'][number]): string {
  const where = isNear.value ? 'binnen het eigen netwerk' : 'buiten het eigen netwerk';
  return host === undefined ? `${purpose}: ${where}` : `${purpose}: ${host} (${where})`;
}

function present(field: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[field, value]];
}

/** Of a month, its first day. */
function dayOf(month: string | undefined): string | undefined {
  return month !== undefined && /^\d{4}-\d{2}$/.test(month) ? `${month}-01` : undefined;
}

/** Those that the task registry has. */
const INSTRUMENTS = [
  { urn: 'urn:nl:aivt:tr:iama:1.0', is: /\bIAMA\b|mensenrechten/i },
  { urn: 'urn:nl:aivt:tr:aiia:1.0', is: /\bAIIA\b|AI impact assessment/i },
];

function instrumentsOf(said: Said) {
  const titles = said.links('impacttoetsen_grouping').map(({ title }) => title);
  return INSTRUMENTS.filter(({ is }) => titles.some((title) => is.test(title))).map(({ urn }) => ({ urn, version: '1.0', required: false }));
}

function ownerOf({ desk }: DeploymentFacts, saidOfDesk: Said) {
  const [oin, role] = [saidOfDesk.text('oin'), saidOfDesk.text('owner')];
  return { ...(oin !== undefined && { oin }), organization: saidOfDesk.text('organization') ?? desk.organisation.value, email: desk.email.value, ...(role !== undefined && { role }) };
}

/** As somebody walked it, with the way there. One role fits in the schema of the standard: that of who makes it goes before that of who uses it; all stand in `labels`. */
function recordedProfile({ type, openSource, riskGroup, systemicRisk, transparency, roles: [role], needsAssessor, treeVersion, path }: AiActFacts) {
  return {
    type,
    ...(openSource !== undefined && { open_source: openSource }),
    ...(riskGroup !== undefined && { risk_group: riskGroup }),
    ...(systemicRisk !== undefined && { systemic_risk: systemicRisk }),
    transparency_obligations: transparency,
    ...(role !== undefined && { role }),
    ...(needsAssessor && { conformity_assessment_body: 'beoordeling door derde partij' }),
    decision_tree: { version: `balie ${treeVersion}`, path: path.map(({ question, answer }) => ({ question, answer })) },
  };
}

/** Before that. What is certain: it talks with people (AI Act, article 50), and who runs it is its deployer. Whether its risk is high, somebody says. */
function unrecordedProfile(said: Said) {
  const category = said.text('publication_category');
  return {
    type: 'AI-systeem',
    open_source: 'open-source',
    ...(category !== undefined && { risk_group: category.startsWith('Hoog-risico') ? 'hoog-risico AI' : 'geen hoog-risico AI' }),
    transparency_obligations: 'transparantieverplichting',
    role: 'gebruiksverantwoordelijke',
  };
}

function legalBase(said: Said) {
  const text = said.text('lawful_basis');
  return [...(text === undefined ? [] : [{ name: text }]), ...said.links('lawful_basis_grouping').map(({ title, link }) => ({ name: title, ...(link !== undefined && { link }) }))];
}

function usedData({ collections }: AssistantFacts, facts: DeploymentFacts): string {
  const used = facts.collections.filter(({ id }) => collections.value.includes(id));
  if (used.length === 0) return 'Er zijn geen collecties bekend.';
  return used.map(({ title, owner, documents }) => `${title.value} (eigenaar: ${owner.value}, ${documents.value} documenten)`).join('; ');
}

function technicalDesign({ model }: AssistantFacts, { models, guards }: DeploymentFacts): string {
  const used = models.find(({ name }) => name === model.value);
  const on = guards.filter(({ isOn }) => isOn.value).map(({ label }) => label);
  return [
    `Een taalmodel (${used?.model.value ?? model.value}) schrijft een antwoord uit gevonden passages van documenten. Het leert niet van vragen.`,
    ...(on.length === 0 ? [] : [`Controles: ${on.join(', ')}.`]),
  ].join(' ');
}

function references(said: Said, saidOfDesk: Said, { desk }: DeploymentFacts) {
  const links = [
    ['Publiekspagina', said.text('website')],
    ['Verwerkingsregister', saidOfDesk.text('process_index_url')],
    ['Factsheet', desk.url === undefined ? undefined : `${desk.url.value}/factsheet`],
    ['Broncode', desk.sourceCode?.value],
  ] as const;
  return links.flatMap(([name, link]) => (link === undefined ? [] : [{ name, link }]));
}
