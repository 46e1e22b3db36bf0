import { z } from '@hono/zod-openapi';
import { anyObject, conversationId, dimensions, flag, inputs, list, MAX_MESSAGES, MAX_TOKENS, MAX_TOOLS, modelName, oneOf, sampling, text, toolName, whole } from '../programs/contract.ts';

/**
 * Ollama's chat, completion, embeddings and list of models. What says how a model is run (`keep_alive`, `num_ctx` and the like) is accepted and not
 * passed on: one caller would load the model anew for all others.
 */

const Message = z.object(
  {
    role: oneOf(['system', 'user', 'assistant', 'tool']),
    content: text.nullish(),
    images: list(text, 100).nullish(),
    tool_calls: list(z.object({ id: text.max(200, 'mag hoogstens 200 tekens hebben').nullish(), function: z.object({ name: text, arguments: z.union([anyObject, text], 'moet een object zijn').nullish() }, 'moet een object zijn') }, 'moet een object zijn'), MAX_TOOLS).nullish(),
    tool_name: text.nullish(),
    tool_call_id: text.max(200, 'mag hoogstens 200 tekens hebben').nullish(),
  },
  'moet een object zijn',
);

const Tool = z.object({ function: z.object({ name: toolName, description: text.nullish(), parameters: anyObject.nullish() }, 'moet een object zijn') }, 'moet een object zijn');

const Options = z.object(
  {
    // -1 and -2 are Ollama's words for "as long as it goes".
    num_predict: whole(-2, MAX_TOKENS).nullish(),
    ...sampling,
  },
  'moet een object zijn',
);

const answered = {
  model: modelName,
  stream: flag,
  format: z.union([z.literal(['', 'json']), anyObject], 'moet json of een JSON-schema zijn').nullish(),
  options: Options.nullish(),
  think: z.union([z.boolean(), text], 'moet true of false zijn').nullish(),
  conversation_id: conversationId,
};

export const ChatRequest = z.object(
  { ...answered, messages: list(Message, MAX_MESSAGES).min(1, 'mag niet leeg zijn'), tools: list(Tool, MAX_TOOLS).nullish() },
  'moet een object zijn',
);
export type ChatRequest = z.output<typeof ChatRequest>;

const onlyChat = 'kan hier niet: elk model wordt gevraagd met zijn eigen sjabloon';
const none = z.literal('', onlyChat).nullish();

/** What gets around a model's own template is refused: other hosts than Ollama know no such thing. */
export const GenerateRequest = z.object(
  {
    ...answered,
    prompt: text.nullish(),
    system: text.nullish(),
    images: list(text, 100).nullish(),
    keep_alive: z.union([z.number(), text], 'moet een tijd zijn').nullish(),
    raw: z.literal(false, onlyChat).nullish(),
    suffix: none,
    template: none,
    // Tokens of an answer before: we give none.
    context: z.array(z.unknown()).max(0, 'kan hier niet: stuur eerdere berichten mee met /api/chat').nullish(),
  },
  'moet een object zijn',
);
export type GenerateRequest = z.output<typeof GenerateRequest>;

export const EmbedRequest = z.object(
  {
    model: modelName,
    input: inputs,
    dimensions,
  },
  'moet een object zijn',
);

export const EmbeddingsRequest = z.object({ model: modelName, prompt: text.min(1, 'mag niet leeg zijn') }, 'moet een object zijn');

/** `name` is what older clients say. */
export const ShowRequest = z
  .object({ model: modelName.nullish(), name: modelName.nullish() }, 'moet een object zijn')
  .refine(({ model, name }) => (model ?? name) != null, { path: ['model'], message: 'moet tekst zijn' });
