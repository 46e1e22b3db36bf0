import type { Desk } from '../desk/desk.ts';
import { modelHints } from './model-hints.ts';
import { placesOf } from './model-places.ts';

const MODEL_CHECK_MS = 3_000;

/** Tells who starts the desk what its answers will be made of, and what to do for models that are not there. */
export async function tellModels({ catalogue, hostOf, assistants }: Pick<Desk, 'assistants' | 'catalogue' | 'hostOf'>, note: (line: string) => void, signal: AbortSignal): Promise<void> {
  const { data } = catalogue.catalogue;
  const models = await placesOf(data, { hostOf, signal, limitMs: MODEL_CHECK_MS });
  if (signal.aborted) return;
  const answering = [...assistants.values()].map(({ model }) => model);
  for (const line of modelHints({ data, models, answering })) note(line);
}
