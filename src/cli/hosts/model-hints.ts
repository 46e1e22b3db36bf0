import type { Backend, CatalogueData } from '../../models/catalogue.ts';
import { NO_ANSWER } from './away.ts';
import { type PlacedModel, pullLine } from './model-places.ts';

interface Found {
  /** The catalogue that was looked at. */
  readonly data: CatalogueData;
  /** Its models, with where they are. */
  readonly models: readonly PlacedModel[];
  /** Names of the models that assistants answer with. */
  readonly answering: readonly string[];
}

const LATER = 'Opnieuw starten is daarna niet nodig.';

/**
 * What to tell whoever starts the desk about its models, a line each: where they are, what brings those that a host lacks, and what to do
 * for hosts that do not answer.
 */
export function modelHints({ data, models, answering }: Found): string[] {
  const ready = models.flatMap((model) => readyLine(model) ?? []);
  const toDo = [...models.flatMap(missingLines), ...data.backends.flatMap((backend) => awayLines(backend, models))];
  const canAnswer = models.some(({ name, places }) => answering.includes(name) && places.some(isThere));
  const meanwhile = canAnswer ? [] : ['Tot die tijd citeert de balie letterlijk uit de documenten.'];
  return [...ready, ...toDo, ...(toDo.length === 0 ? [] : [[...meanwhile, LATER].join(' ')])];
}

function readyLine({ name, model, places }: PlacedModel): string | undefined {
  const there = places.filter(isThere).map(({ backend }) => backend);
  const known = name === model ? name : `${name} (${model})`;
  return there.length === 0 ? undefined : `Model: ${known} op ${there.join(' en ')}.`;
}

function isThere({ state }: PlacedModel['places'][number]): boolean {
  return state === 'ready' || state === 'loaded';
}

function missingLines({ name, places }: PlacedModel): string[] {
  return places.flatMap(({ backend, state, hint }) => (state === 'missing' ? [`Model: ${name} ontbreekt op ${backend}. Haal het op met:\n  ${hint}`] : []));
}

/** A host that does not answer may lack models too: what brings them is told along with what brings the host back. */
function awayLines(backend: Backend, models: readonly PlacedModel[]): string[] {
  const lost = models.filter(({ places }) => places.some((place) => place.backend === backend.id && place.state === 'unreachable'));
  if (lost.length === 0) return [];
  const { id, kind, url } = backend;
  const away = lost[0]?.places.find((place) => place.backend === id)?.away;
  // Something is there: to install it anew would not help.
  if (away !== undefined && away.said !== NO_ANSWER) return [`Model: ${id} op ${url} ${away.said}. ${away.action}`];
  if (kind === 'openai') return [`Model: ${id} is niet bereikbaar op ${url}. Start daar de server met ${lost.map(({ model }) => model).join(' of ')}.`];
  const pulls = lost.map((model) => `\n  ${pullLine(backend, model)}`);
  return [`Model: ${id} is niet bereikbaar op ${url}. Installeer en start daar Ollama, en voer uit wat er nog niet is:${pulls.join('')}`];
}
