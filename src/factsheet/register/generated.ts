/** What the record says of an assistant by the facts of the deployment: nobody writes it, so that nobody can leave it as it was. */
import type { AssistantFacts, CollectionFacts, DeploymentFacts, ModelFacts } from '../facts.ts';
import { personalDataOf, retentionOf } from '../of-assistant.ts';
import { duration } from '../lines/words.ts';
import type { RegisterLink } from './fields.ts';
import { list, paragraph } from './text.ts';

const number = (amount: number) => amount.toLocaleString('nl-NL');
const documents = (amount: number) => (amount === 1 ? '1 document' : `${number(amount)} documenten`);

function collectionsOf(facts: DeploymentFacts, assistant: AssistantFacts): readonly CollectionFacts[] {
  return facts.collections.filter(({ id }) => assistant.collections.value.includes(id));
}

/** Which data it works with: of the organisation, of who asks, and for how long that is kept. */
export function sourceData(facts: DeploymentFacts, assistant: AssistantFacts): string {
  const collections = collectionsOf(facts, assistant);
  const kept = retentionOf(facts.retention, assistant);
  const guarded = personalDataOf(facts.guards, assistant);
  return [
    collections.length === 0
      ? paragraph('De assistent gebruikt geen documenten.')
      : paragraph('De assistent antwoordt met documenten van de organisatie:') + list(collections.map(({ title, owner, documents: count }) => `${title.value} (${documents(count.value)}, eigenaar: ${owner.value})`)),
    paragraph('Verder gebruikt hij de vraag zelf, en wat in hetzelfde gesprek eerder is gezegd. Hij zoekt niets op over personen.'),
    guarded === undefined ? '' : paragraph('Persoonsgegevens in een vraag worden herkend.') + list(guarded.rules.value),
    kept.length === 0 ? '' : paragraph('Zo lang blijven gegevens bewaard:') + list(kept.map(({ label, term }) => `${label}: ${duration(term.value)}`)),
  ].join('');
}

/** Collections that everybody can look up where they come from. What the register would not have is left out: nobody can mend it there. */
export function sourceLinks(facts: DeploymentFacts, assistant: AssistantFacts): readonly RegisterLink[] {
  return collectionsOf(facts, assistant).flatMap(({ title, sources }) => sources.value.filter((source) => /^https:\/\/\S{1,490}$/.test(source)).map((link) => ({ title: title.value.replaceAll(/[<>]/g, ''), link })));
}

/** How it works. The standard wants to know at least whether it learns by itself. */
export function methods(facts: DeploymentFacts, assistant: AssistantFacts): string {
  const models = facts.models.filter((model) => model.name === assistant.model.value || model.tasks.value.some((task) => task !== 'answers'));
  const guards = facts.guards.filter(({ isOn }) => isOn.value);
  const { quality, prompts } = assistant;
  return [
    paragraph('Het algoritme is niet zelflerend: het verandert niet door vragen of antwoorden. Een mens verandert documenten, instructies en modellen, en dat staat in een logboek.'),
    paragraph('De assistent zoekt bij een vraag eerst stukken in de documenten. Een taalmodel schrijft daarmee een antwoord. Elke zin wordt vergeleken met de stukken; wat daar niet in staat, komt niet in het antwoord. Is er niets gevonden, dan zegt de assistent dat hij het niet weet. Hij neemt geen besluiten.'),
    models.length === 0 ? '' : paragraph('Modellen:') + list(models.map(modelWords)),
    guards.length === 0 ? '' : paragraph('Controles die aanstaan:') + list(guards.map(({ label }) => label)),
    prompts.value.length === 0 ? '' : paragraph(`Instructies: ${prompts.value.map(({ name, version }) => `${name} ${version}`).join(', ')}.`),
    quality === undefined ? '' : paragraph(qualityWords(quality.value.cases, quality.value.rates)),
    paragraph(`Software: Balie ${facts.desk.version.value}${facts.desk.commit === undefined ? '' : ` (${facts.desk.commit.value.slice(0, 12)})`}, licentie ${facts.desk.licence.value}.`),
  ].join('');
}

const TASKS: Readonly<Record<ModelFacts['tasks']['value'][number], string>> = {
  answers: 'schrijft antwoorden', rewrites: 'maakt een vervolgvraag volledig', searches: 'zoekt op betekenis', orders: 'zet gevonden stukken op volgorde', works: 'werkt aan bestanden',
};

function modelWords({ name, model, tasks, licence, origin, parameters, quantisation }: ModelFacts): string {
  const known = [model.value === name ? undefined : model.value, parameters && `${parameters.value} parameters`, quantisation?.value, licence && `licentie ${licence.value}`, origin && `van ${origin.value}`].filter((text) => text !== undefined);
  return `${name}${known.length === 0 ? '' : ` (${known.join(', ')})`}: ${tasks.value.map((task) => TASKS[task]).join(', ')}`;
}

function qualityWords(cases: number, rates: Readonly<Record<string, number>>): string {
  const { passRate } = rates;
  return `De antwoorden zijn getoetst met ${number(cases)} toetsvragen.${passRate === undefined ? '' : ` Daarvan was ${number(Math.round(passRate * 100))}% zoals verwacht.`}`;
}
