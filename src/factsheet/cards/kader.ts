import type { AssistantFacts, DeploymentFacts } from '../facts.ts';
import { personalDataGuard, personalDataOf } from '../of-assistant.ts';
import type { Said } from './said.ts';

/** Numbers of measures differ between versions of the Algoritmekader (and from the task registry of 2025): each goes with this one. */
export const KADER_VERSION = 'Algoritmekader 2026-06-17 (46917ceaf)';

export interface Evidence {
  readonly facts: DeploymentFacts;
  readonly assistant: AssistantFacts;
  readonly said: Said;
  readonly saidOfDesk: Said;
  /** Whether the Algoritmeregister shows a record of it. */
  readonly isRegistered: boolean;
}

/** `id` names the fact that shows it: where it stands in the factsheet, or a statement by its question. */
interface Shown {
  readonly id: string | ((evidence: Evidence) => string);
  readonly isThere: (evidence: Evidence) => boolean;
}

interface Listed {
  readonly urn: string;
  /** What Balie does for it, or who runs it. */
  readonly what: string;
  /** All of them there: done. Some: begun. What is built in, this version of Balie does, whatever is set. */
  readonly shown: readonly Shown[];
}

const guard = (name: string): Shown => ({ id: `guards/${name}`, isThere: ({ facts }) => facts.guards.some((one) => one.name === name && one.isOn.value) });
const personalData: Shown = { id: ({ assistant }) => `guards/${personalDataGuard(assistant)}`, isThere: ({ facts, assistant }) => personalDataOf(facts.guards, assistant) !== undefined };
const stated = (question: string): Shown => ({ id: `statements/${question}`, isThere: ({ said }) => said.statement(question) !== undefined });
const statedOfDesk = (question: string): Shown => ({ id: `statements/desk/${question}`, isThere: ({ saidOfDesk }) => saidOfDesk.statement(question) !== undefined });
const builtIn = (id: string): Shown => ({ id: `built-in/${id}`, isThere: () => true });
const quality: Shown = { id: 'assistants/quality', isThere: ({ assistant }) => assistant.quality !== undefined };
const retention: Shown = { id: 'retention', isThere: ({ facts }) => facts.retention.length > 0 };
const registered: Shown = { id: 'records/algoritmeregister', isThere: ({ isRegistered }) => isRegistered };
const modelsKnown = (id: 'licence' | 'digest'): Shown => ({ id: `models/${id}`, isThere: ({ facts }) => facts.models.length > 0 && facts.models.every((model) => model[id] !== undefined) });

const mtr = (number: string, what: string, ...shown: Shown[]): Listed => ({ urn: `urn:nl:ak:mtr:${number}`, what, shown });
const ver = (number: string, what: string, ...shown: Shown[]): Listed => ({ urn: `urn:nl:ak:ver:${number}`, what, shown });

/** Measures for which Balie has evidence; for the others of the kader only the organisation has. */
export const MEASURES: readonly Listed[] = [
  mtr('owp-30', 'Bij elk antwoord staat dat AI het schreef, ook leesbaar voor programma’s.', builtIn('ai-mark')),
  mtr('owp-35', 'Antwoorden hebben bronnen; elke zin wordt daarmee vergeleken.', guard('grounding')),
  mtr('dat-03', 'Elk soort gegevens heeft een termijn en wordt daarna gewist; dat staat in het logboek.', retention, builtIn('erasure-log')),
  mtr('dat-04', 'Persoonsgegevens worden uit vragen gehaald voordat een model ze ziet.', personalData),
  mtr('dat-11', 'Vragen worden gecontroleerd op pogingen om het model te misleiden.', guard('injection')),
  mtr('owk-02', 'De balie is met een knop uit te zetten; de organisatie zegt wie dat besluit.', builtIn('switch'), statedOfDesk('incidents')),
  mtr('owk-04', 'Vragen, antwoorden, inzage en beheer staan in een logboek dat geen verandering verbergt.', builtIn('audit-log')),
  mtr('owk-10', 'Persoonsgegevens worden weggelaten en het aantal vragen is begrensd.', personalData, builtIn('limits')),
  mtr('owk-11', 'Van elk model staan versie en instellingen in het gegevensblad.', modelsKnown('digest')),
  mtr('owk-12', 'Van elk model staat de licentie in het gegevensblad.', modelsKnown('licence')),
  mtr('ver-02', 'De antwoorden zijn gemeten op eigen toetsvragen.', quality),
  mtr('ver-06', 'De meting wordt herhaald en vergeleken met de vorige.', quality),
  mtr('imp-03', 'De organisatie zegt wie meekijkt en kan ingrijpen.', stated('human_intervention')),
  mtr('imp-04', 'De toepassing staat in het Algoritmeregister.', registered),
  mtr('imp-05', 'De privacypagina van de balie zegt wat er wordt bewaard en hoe lang.', builtIn('privacy-page')),
  mtr('imp-06', 'De organisatie zegt hoe iemand kan klagen.', statedOfDesk('objection')),
  mtr('imp-07', 'De verwerking staat in het verwerkingsregister.', statedOfDesk('process_index_url')),
  mtr('imp-09', 'Bij elk antwoord staan bronnen, een waarschuwing en een knop voor een oordeel.', builtIn('answer-page'), guard('grounding')),
  mtr('imp-10', 'Verzoeken van mensen over hun gegevens worden in de balie behandeld.', builtIn('privacy-requests')),
  mtr('mon-03', 'De organisatie heeft een plan voor incidenten.', statedOfDesk('incidents')),
  mtr('mon-06', 'Het energieverbruik wordt geschat en staat in het gegevensblad.', { id: 'assistants/energy', isThere: ({ assistant }) => assistant.energyWh !== undefined }),
  mtr('mon-07', 'Uitkomsten worden doorlopend geteld.', { id: 'assistants/outcomes', isThere: ({ assistant }) => assistant.outcomes !== undefined }),
];

/** Requirements that touch a desk that answers and decides nothing. */
export const REQUIREMENTS: readonly Listed[] = [
  ver('aia-01', 'Medewerkers worden opgeleid.', statedOfDesk('training')),
  ver('aia-02', 'De klasse is bepaald, met de antwoorden die ertoe leiden.', stated('publication_category'), { id: 'assistants/ai-act', isThere: ({ assistant }) => assistant.aiAct !== undefined }),
  ver('aia-28', 'Mensen weten dat zij met AI te maken hebben; de balie kijkt dat bij zichzelf na.', builtIn('ai-mark'), { id: 'desk/article-50', isThere: ({ facts }) => facts.desk.article50?.value.every(({ isMet }) => isMet) === true }),
  ver('avg-01', 'De grondslag is genoemd.', stated('lawful_basis')),
  ver('avg-02', 'Gegevens worden niet langer bewaard dan nodig.', retention),
  ver('avg-03', 'Persoonsgegevens worden uit vragen gehaald.', personalData),
  ver('avg-04', 'Voordelen en nadelen zijn afgewogen.', stated('proportionality')),
  ver('avg-07', 'De privacypagina zegt wat er gebeurt.', builtIn('privacy-page')),
  ver('avg-09', 'Verzoeken over gegevens worden behandeld.', builtIn('privacy-requests')),
  ver('avg-13', 'De toetsen zijn genoemd.', stated('impacttoetsen_grouping')),
  ver('bzk-01', 'De toepassing staat in het Algoritmeregister.', registered),
];

export type KaderState = 'done' | 'in progress' | 'to do';

/** How far one is, and the facts that show so. */
export function stateOf({ urn, what, shown }: Listed, evidence: Evidence): { readonly urn: string; readonly state: KaderState; readonly value: string; readonly version: string } {
  const there = shown.filter(({ isThere }) => isThere(evidence));
  const missing = shown.filter((one) => !there.includes(one));
  const ids = (all: readonly Shown[]) => all.map(({ id }) => (typeof id === 'string' ? id : id(evidence))).join(', ');
  const value = [...(missing.length < shown.length ? [`Bewijs: ${ids(there)}.`] : []), ...(missing.length > 0 ? [`Nog niet: ${ids(missing)}.`] : [])].join(' ');
  return { urn, state: missing.length === 0 ? 'done' : there.length === 0 ? 'to do' : 'in progress', value: `${what} ${value}`, version: KADER_VERSION };
}
