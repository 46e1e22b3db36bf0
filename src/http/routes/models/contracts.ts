import { z } from '@hono/zod-openapi';
import { CAPABILITIES } from '../../../models/call.ts';
import { backendId, backendRules, modelName, modelRules } from '../../../models/model-rules.ts';
import type { ChangeFault } from '../../staff-deps.ts';
import { InvalidInput } from '../../faults.ts';
import * as examples from './examples.ts';

/** The shapes of backends and models, and how they are made of what the desk knows. */

const kind = z.enum(['ollama', 'openai']);
const capability = z.enum(CAPABILITIES);

export const BackendChange = z.strictObject(backendRules.shape, 'moet een JSON-object zijn').openapi('BackendChange', {
  description: 'kind openai is een server met de API van OpenAI, zoals vLLM of de server van llama.cpp. Een sleutel staat in het configuratiebestand; die gaat alleen naar het adres dat daar staat.',
  example: examples.backendChange,
});
export const ModelChange = z.strictObject(modelRules.shape, 'moet een JSON-object zijn').openapi('ModelChange', {
  description: 'model is de naam op de modelserver; contextTokens is hoeveel tokens vraag en antwoord samen mogen hebben.',
  example: examples.modelChange,
});

const Backend = z
  .object({
    id: z.string(),
    kind,
    url: z.string(),
    pool: z.string().openapi({ description: 'Backends in één pool hebben dezelfde modellen en delen het werk.' }),
    slots: z.int().openapi({ description: 'Zoveel antwoorden tegelijk.' }),
    watts: z.number().optional().openapi({ description: 'Wat de machine gebruikt als zij antwoordt, voor een schatting.' }),
    draining: z.boolean().openapi({ description: 'Of de backend niets nieuws krijgt: wat er loopt, loopt af. Voor onderhoud.' }),
    state: z.enum(['ready', 'failing', 'draining']).openapi({ description: 'Hoe het er nu mee is, voor het proces dat dit antwoord geeft: klaar voor vragen, na storingen even met rust gelaten, of bezig leeg te lopen.' }),
    running: z.int().openapi({ description: 'Zoveel antwoorden van dit proces lopen er nu. Is de backend aan het leeglopen en is dit in elk proces 0, dan kan hij uit.' }),
    hasKey: z.boolean().openapi({ description: 'Of Balie een sleutel meestuurt.' }),
    isChanged: z.boolean().openapi({ description: 'Of dit anders is dan in het configuratiebestand, of daar niet staat.' }),
  })
  .openapi('Backend', { description: 'Een plek waar modellen draaien.', example: examples.backend });
export const Backends = z.object({ backends: z.array(Backend) }).openapi('Backends', { example: { backends: [examples.backend] } });

const Model = z
  .object({
    name: z.string().openapi({ description: 'De naam waarmee programma’s en assistenten het model noemen.' }),
    model: z.string().openapi({ description: 'De naam op de modelserver.' }),
    pool: z.string(),
    capabilities: z.array(capability),
    contextTokens: z.int(),
    licence: z.string().optional(),
    origin: z.string().optional().openapi({ description: 'Wie het model gemaakt heeft, en waar.' }),
    queryPrefix: z.string().openapi({ description: 'Wat een embeddingmodel voor een vraag wil zien staan.' }),
    passagePrefix: z.string().openapi({ description: 'Wat een embeddingmodel voor een passage wil zien staan.' }),
    isChanged: z.boolean().openapi({ description: 'Of dit anders is dan in het configuratiebestand, of daar niet staat.' }),
  })
  .openapi('Model', { description: 'Een model dat mag draaien.', example: examples.model });
export const Models = z.object({ models: z.array(Model) }).openapi('Models', { example: { models: [examples.model] } });

export const PullRequest = z
  .strictObject({ model: modelName().openapi({ description: 'De naam van een model uit de lijst met modellen.' }) })
  .openapi('PullRequest', { example: { model: examples.model.name } });

export const BackendParams = z.object({ backendId: backendId().openapi({ description: 'Het kenmerk van de backend.', example: examples.backend.id }) });
export const ModelParams = z.object({ name: modelName().openapi({ description: 'De naam van het model, met procentcodering; een / is %2F.', example: examples.model.name }) });



/**
 * Refuses what was wrong with a change of one part; a fault of another part is named with it.
 * @throws InvalidInput.
 */
export function refuse(faults: readonly ChangeFault[], own: Pick<ChangeFault, 'kind' | 'name'>): void {
  if (faults.length === 0) return;
  throw new InvalidInput(faults.map(({ kind: of, name, field, reason }) => ({ name: of === own.kind && name === own.name ? field : `${of}.${name}.${field}`, reason })));
}
