import { z } from '@hono/zod-openapi';
import type { BalieError } from '../../errors.ts';
import type { ModelCall, Tool } from '../../models/call.ts';
import { InvalidInput, type InvalidParam } from '../faults.ts';
import { schemaFault } from './json-schema.ts';

/** What the contracts of both APIs are made of, and what is said alike in our words. Programs send null for what they leave out; fields that nobody knows are ignored. */

export const text = z.string('moet tekst zijn');
export const flag = z.boolean('moet true of false zijn').nullish();
export const list = <T extends z.ZodType>(each: T, max: number) => z.array(each, 'moet een lijst zijn').max(max, `mag hoogstens ${max} onderdelen hebben`);
export const between = (min: number, max: number) =>
  z.number('moet een getal zijn').min(min, `moet minstens ${min} zijn`).max(max, `mag hoogstens ${max} zijn`);
export const whole = (min: number, max: number) => z.int('moet een heel getal zijn').min(min, `moet minstens ${min} zijn`).max(max, `mag hoogstens ${max} zijn`);
export const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `moet een van deze zijn: ${values.join(', ')}`);
/** JSON that is passed on as it is. */
export const anyObject = z.record(z.string(), z.unknown(), 'moet een object zijn');

export const modelName = text.min(1, 'mag niet leeg zijn').max(200, 'mag hoogstens 200 tekens hebben');
export const toolName = text.regex(/^[\w.:-]{1,128}$/, 'mag alleen letters, cijfers en _ . : - hebben, hoogstens 128');
const penalty = between(-2, 2).nullish();
/** How freely a model chooses its words, by the names that both APIs have for it. */
export const sampling = {
  temperature: between(0, 2).nullish(),
  top_p: between(0, 1).nullish(),
  presence_penalty: penalty,
  frequency_penalty: penalty,
  seed: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).nullish(),
  stop: z.union([text.max(1_000, 'mag hoogstens 1000 tekens hebben'), list(text.min(1, 'mag niet leeg zijn').max(1_000, 'mag hoogstens 1000 tekens hebben'), 16)], 'moet tekst of een lijst teksten zijn').nullish(),
};
/** The conversation in which an assistant's turn is a follow-up: ours, in either API. */
export const conversationId = z.uuid('moet het nummer van een gesprek zijn').nullish();
export const MAX_MESSAGES = 5_000;
export const MAX_TOOLS = 128;
export const MAX_TOKENS = 10_000_000;

/** As many as OpenAI takes. */
const MAX_INPUTS = 2_048;
const input = text.min(1, 'mag niet leeg zijn');
/** What is to be embedded. */
export const inputs = z.union([input, list(input, MAX_INPUTS).min(1, 'mag niet leeg zijn')], 'moet tekst of een lijst teksten zijn');
export const dimensions = whole(1, MAX_TOKENS).nullish();

/** Checks a request against its contract. @throws InvalidInput that names each field at fault. */
export function checked<T extends z.ZodType>(contract: T, given: unknown): z.output<T> {
  const parsed = contract.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(parsed.error.issues.flatMap(paramsOf).slice(0, MAX_FAULTS));
}

/** Of many faults the first are enough. */
const MAX_FAULTS = 20;

/** Of a choice between shapes, that which the value came nearest to: "moet tekst of een lijst zijn" helps nobody at messages.3.content.1.type. */
function paramsOf(issue: z.core.$ZodIssue): InvalidParam[] {
  if (issue.code === 'invalid_union') {
    const depth = (branch: readonly z.core.$ZodIssue[]) => Math.max(...branch.map(({ path }) => path.length));
    const nearest = issue.errors.toSorted((one, other) => depth(other) - depth(one))[0];
    if (nearest !== undefined && depth(nearest) > 0) return nearest.flatMap((inner) => paramsOf({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [{ name: issue.path.join('.'), reason: issue.message }];
}

/** @throws InvalidInput */
export function invalid(name: string, reason: string): never {
  throw new InvalidInput([{ name, reason }]);
}

/** Message and what to do, with the fields at fault: what people who make a program get to see. */
export function faultText(fault: BalieError): string {
  const { told: message, action } = fault;
  if (!(fault instanceof InvalidInput)) return `${message} ${action}`;
  return `${message} ${fault.params.map(({ name, reason }) => (name === '' ? `Het verzoek ${reason}` : `${name} ${reason}`)).join('; ')}. ${action}`;
}

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
