import type { z } from '@hono/zod-openapi';
import type { ModelCall, Tool } from '../../models/call.ts';
import { invalid, type sampling } from './contract.ts';
import { schemaFault } from './json-schema.ts';

/** What both APIs say alike, in our words. */

type Sampling = z.output<z.ZodObject<typeof sampling>>;

export function samplingOf({ temperature, top_p: topP, presence_penalty: presencePenalty, frequency_penalty: frequencyPenalty, seed, stop }: Sampling): Partial<ModelCall> {
  return {
    ...(temperature != null && { temperature }),
    ...(topP != null && { topP }),
    ...(presencePenalty != null && { presencePenalty }),
    ...(frequencyPenalty != null && { frequencyPenalty }),
    ...(seed != null && { seed }),
    ...(stop != null && { stop: [stop].flat() }),
  };
}

interface GivenTool {
  readonly function: { readonly name: string; readonly description?: string | null | undefined; readonly parameters?: Readonly<Record<string, unknown>> | null | undefined };
}

/** @throws InvalidInput for parameters that are no schema that can be used. */
export function toolOf({ function: { name, description, parameters } }: GivenTool, index: number): Tool {
  const fault = schemaFault(parameters ?? {});
  if (fault !== undefined) invalid(`tools.${index}.function.parameters`, fault);
  return { name, ...(description != null && { description }), parameters: parameters ?? { type: 'object', properties: {} } };
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** @throws InvalidInput for a picture that is not in base64. */
export function imageOf(image: string, at: string): string {
  return BASE64.test(image) ? image : invalid(at, 'is geen geldige base64');
}
