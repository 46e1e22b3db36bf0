import { z } from '@hono/zod-openapi';
import { anyObject, conversationId, dimensions, flag, inputs, list, MAX_MESSAGES, MAX_TOKENS, MAX_TOOLS, modelName, oneOf, sampling, text, toolName, whole } from '../programs/contract.ts';

/** OpenAI's chat completions and embeddings, as far as they mean something to a model of one's own. */

const TextPart = z.object({ type: z.literal('text'), text });
const ImagePart = z.object({ type: z.literal('image_url'), image_url: z.object({ url: text }, 'moet een object zijn') });
const RefusalPart = z.object({ type: z.literal('refusal'), refusal: text });
const parts = <T extends z.core.$ZodTypeDiscriminable>(kinds: readonly [T, ...T[]]) =>
  list(z.discriminatedUnion('type', kinds, 'dit soort onderdeel kan niet: alleen text, en bij user image_url'), MAX_MESSAGES);
const words = z.union([text, parts([TextPart])], 'moet tekst of een lijst onderdelen zijn');

const ToolCall = z.object({
  id: text.max(200, 'mag hoogstens 200 tekens hebben'),
  type: z.literal('function', 'moet function zijn').nullish(),
  function: z.object({ name: text, arguments: text }, 'moet een object zijn'),
});

const Message = z.discriminatedUnion(
  'role',
  [
    z.object({ role: z.literal(['system', 'developer']), content: words }),
    z.object({ role: z.literal('user'), content: z.union([text, parts<typeof TextPart | typeof ImagePart>([TextPart, ImagePart])], 'moet tekst of een lijst onderdelen zijn') }),
    z.object({
      role: z.literal('assistant'),
      content: z.union([text, parts<typeof TextPart | typeof RefusalPart>([TextPart, RefusalPart])], 'moet tekst of een lijst onderdelen zijn').nullish(),
      tool_calls: list(ToolCall, MAX_TOOLS).nullish(),
    }),
    z.object({ role: z.literal('tool'), content: words, tool_call_id: text.max(200, 'mag hoogstens 200 tekens hebben') }),
  ],
  'role moet een van deze zijn: system, developer, user, assistant, tool',
);

export const Tool = z.object({
  type: z.literal('function', 'moet function zijn'),
  function: z.object({ name: toolName, description: text.nullish(), parameters: anyObject.nullish() }, 'moet een object zijn'),
});

const ResponseFormat = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('text') }),
    z.object({ type: z.literal('json_object') }),
    z.object({ type: z.literal('json_schema'), json_schema: z.object({ schema: anyObject.nullish() }, 'moet een object zijn') }),
  ],
  'type moet een van deze zijn: text, json_object, json_schema',
);

const tokens = whole(1, MAX_TOKENS).nullish();

export const ChatCompletionRequest = z.object(
  {
    model: modelName,
    messages: list(Message, MAX_MESSAGES).min(1, 'mag niet leeg zijn'),
    stream: flag,
    stream_options: z.object({ include_usage: flag }, 'moet een object zijn').nullish(),
    max_tokens: tokens,
    max_completion_tokens: tokens,
    ...sampling,
    n: z.literal(1, 'kan alleen 1 zijn').nullish(),
    tools: list(Tool, MAX_TOOLS).nullish(),
    tool_choice: z
      .union([oneOf(['auto', 'none', 'required']), z.object({ type: z.literal('function'), function: z.object({ name: text }, 'moet een object zijn') })], 'moet auto, none, required of een functie zijn')
      .nullish(),
    response_format: ResponseFormat.nullish(),
    reasoning_effort: text.nullish(),
    conversation_id: conversationId,
  },
  'moet een object zijn',
);
export type ChatCompletionRequest = z.output<typeof ChatCompletionRequest>;

export const EmbeddingsRequest = z.object(
  {
    model: modelName,
    input: inputs,
    encoding_format: oneOf(['float', 'base64']).nullish(),
    dimensions,
  },
  'moet een object zijn',
);
