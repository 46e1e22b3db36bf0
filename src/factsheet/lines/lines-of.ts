import type { AssistantFacts, CollectionFacts, ConnectionFacts, DeploymentFacts, DeskFacts, GuardFacts, ModelFacts, RetentionFacts } from '../facts.ts';
import { CHECKED_DUTIES, DUTY_WORDS } from '../ai-act/check/finding.ts';
import { profileWords } from '../ai-act/words.ts';
import { type FactLine, lineMaker } from './line.ts';
import { AUDIENCE, count, digest, duration, languageList, list, metList, onOff, outcomeList, rateList, readerList, seconds, setOf, share, TASK, text, wattHours, yesNo } from './words.ts';

/** All facts as a flat list, in one order. What is not known has no line. */
export function linesOf({ desk, assistants, models, collections, guards, retention, connections }: DeploymentFacts): FactLine[] {
  const titles = new Map(collections.map(({ id, title }) => [id, title.value]));
  return [
    ...ofDesk(desk),
    ...assistants.flatMap((assistant) => ofAssistant(assistant, titles)),
    ...models.flatMap(ofModel),
    ...collections.flatMap(ofCollection),
    ...guards.flatMap(ofGuard),
    ...retention.flatMap(ofRetention),
    ...connections.flatMap(ofConnection),
  ];
}

function ofDesk(desk: DeskFacts): FactLine[] {
  const line = lineMaker('desk', undefined, 'de balie');
  return [
    ...line('organisation', 'Organisatie', desk.organisation, text),
    ...line('website', 'Website', desk.website, text),
    ...line('email', 'E-mailadres', desk.email, text),
    ...line('phone', 'Telefoonnummer', desk.phone, text),
    ...line('privacy-officer', 'Contact voor privacy', desk.privacyOfficer, text),
    ...line('url', 'Adres', desk.url, text),
    ...line('version', 'Versie van Balie', desk.version, text),
    ...line('commit', 'Commit van de broncode', desk.commit, text),
    ...line('source-code', 'Broncode', desk.sourceCode, text),
    ...line('licence', 'Licentie', desk.licence, text),
    ...line('languages', 'Talen naast Nederlands', desk.languages, languageList),
    ...line('database', 'Database', desk.database, (kind) => (kind === 'embedded' ? 'ingebouwd' : 'PostgreSQL')),
    ...line('uptime', 'Bereikbaar', desk.uptime, share, 'never'),
    ...line('energy', 'Stroom voor vragen van medewerkers in 30 dagen', desk.energyWh, wattHours, 'never'),
    ...line('accessibility', 'Fouten in de toegankelijkheid', desk.axeViolations, count),
    // Whoever published before anybody looked, has nothing to publish anew by that.
    ...CHECKED_DUTIES.flatMap((duty) => line(`article-50-${duty}`, DUTY_WORDS[duty], desk.article50, (places) => metList(places.filter((one) => one.duty === duty)), 'known')),
  ];
}

function ofAssistant(assistant: AssistantFacts, titles: ReadonlyMap<string, string>): FactLine[] {
  const line = lineMaker('assistants', assistant.name, `assistent ${assistant.title.value}`);
  return [
    ...line('title', 'Naam', assistant.title, text),
    ...line('audience', 'Voor wie', assistant.audience, (audience) => AUDIENCE[audience]),
    ...line('on', 'In gebruik', assistant.isOn, onOff),
    ...line('model', 'Model', assistant.model, text),
    ...line('collections', 'Documenten uit', assistant.collections, (ids) => setOf(ids.map((id) => titles.get(id) ?? id))),
    ...line('prompts', 'Instructies voor het model', assistant.prompts, (prompts) => list(prompts.map(({ name, version, sha256 }) => `${name} ${version} (${digest(sha256)})`))),
    ...line('settings', 'Andere instellingen', assistant.settings, digest),
    ...line('outcomes', 'Vragen in 30 dagen', assistant.outcomes, outcomeList, 'never'),
    ...line('wait', 'De helft van de antwoorden klaar binnen', assistant.waitMs, seconds, 'never'),
    ...line('energy', 'Stroom in 30 dagen', assistant.energyWh, wattHours, 'never'),
    ...line('quality', 'Laatste toets van de antwoorden', assistant.quality, ({ cases, rates, version, model }) => `${count(cases)} vragen, versie ${version}, model ${model}: ${rateList(rates)}`),
    ...line('ai-act', 'Klasse in de AI-verordening', assistant.aiAct, profileWords),
    ...line('ai-act-answers', 'Antwoorden op de vragen over de AI-verordening', assistant.aiAct, ({ number, treeVersion, path }) => `${count(path.length)} antwoorden, keer ${number}, vragen van ${treeVersion}`),
  ];
}

function ofModel(model: ModelFacts): FactLine[] {
  const line = lineMaker('models', model.name, `model ${model.name}`);
  return [
    ...line('model', 'Naam bij de modelserver', model.model, text),
    ...line('tasks', 'Wat het doet', model.tasks, (tasks) => setOf(tasks.map((task) => TASK[task]))),
    ...line('licence', 'Licentie', model.licence, text),
    ...line('origin', 'Maker', model.origin, text),
    ...line('digest', 'Kenmerk van het bestand', model.digest, digest, 'known'),
    ...line('quantisation', 'Compressie', model.quantisation, text, 'known'),
    ...line('parameters', 'Grootte', model.parameters, text, 'known'),
    ...line('context', 'Lengte van de context in tokens', model.contextTokens, count),
    ...line('hosts', 'Draait op', model.hosts, setOf),
  ];
}

function ofCollection(collection: CollectionFacts): FactLine[] {
  const line = lineMaker('collections', collection.id, `collectie ${collection.title.value}`);
  return [
    ...line('title', 'Naam', collection.title, text),
    ...line('owner', 'Eigenaar', collection.owner, text),
    ...line('readers', 'Te lezen door', collection.readers, readerList),
    ...line('settings', 'Wat niet openbaar is', collection.settings, text),
    ...line('documents', 'Documenten', collection.documents, count, 'share'),
    ...line('passages', 'Stukken tekst', collection.passages, count, 'never'),
    ...line('expired', 'Documenten die niet meer gelden', collection.expired, count, 'never'),
    ...line('expiring', 'Documenten die binnen 30 dagen verlopen', collection.expiring, count, 'never'),
    ...line('newest', 'Laatste wijziging', collection.newest, text, 'never'),
    ...line('sources', 'Komt uit', collection.sources, setOf),
  ];
}

function ofGuard(guard: GuardFacts): FactLine[] {
  const line = lineMaker('guards', guard.name, guard.label);
  return [...line('on', 'Staat', guard.isOn, onOff), ...line('rules', 'Wat het doet', guard.rules, (rules) => rules.join('; '))];
}

function ofRetention({ id, label, term }: RetentionFacts): FactLine[] {
  return lineMaker('retention', id, label)('term', 'Bewaartermijn', term, duration);
}

function ofConnection({ host, mark = '', purpose, isNear }: ConnectionFacts): FactLine[] {
  const address = host ?? `adres ${mark}`;
  return lineMaker('connections', `${address} ${purpose}`, `${address} (${purpose})`)('near', 'In het eigen netwerk', isNear, yesNo);
}
