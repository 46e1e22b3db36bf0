import type { CallMessage, HostCallOptions, ModelCall } from '../call.ts';
import { parsed } from '../transport/json.ts';
import { samplingOf } from '../transport/sampling.ts';

/**
 * The body of `/v1/chat/completions` for one streamed answer.
 *
 * `chat_template_kwargs` is how vLLM and llama.cpp's server are told whether to think; vLLM refuses it for models that have no such
 * template, so it is only sent for models that can think.
 */
export function completionBody(call: ModelCall, { model, canThink }: Pick<HostCallOptions, 'model' | 'canThink'>): Readonly<Record<string, unknown>> {
  const { tools = [], toolChoice = 'auto', format, maxTokens } = call;
  const offered = toolChoice === 'none' ? [] : tools;
  return {
    model,
    messages: call.messages.map(messageOf),
    stream: true,
    stream_options: { include_usage: true },
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...samplingOf(call),
    ...(offered.length > 0 && { tools: offered.map((tool) => ({ type: 'function', function: tool })), tool_choice: choiceOf(toolChoice) }),
    ...(format !== undefined && { response_format: formatOf(format) }),
    ...(canThink === true && { chat_template_kwargs: { enable_thinking: call.thinks === true } }),
  };
}

function choiceOf(choice: NonNullable<ModelCall['toolChoice']>): unknown {
  return typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.name } };
}

function formatOf(format: NonNullable<ModelCall['format']>): object {
  if (format === 'json') return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name: 'answer', schema: format.schema, strict: true } };
}

function messageOf(message: CallMessage): object {
  const { role, content } = message;
  switch (role) {
    case 'assistant': {
      const { toolCalls = [] } = message;
      if (toolCalls.length === 0) return { role, content };
      const calls = toolCalls.map(({ id, name, arguments: text }) => ({ id, type: 'function', function: { name, arguments: argumentsOf(text) } }));
      return { role, content: content === '' ? null : content, tool_calls: calls };
    }
    case 'tool':
      return { role, content, tool_call_id: message.toolCallId };
    default: {
      const { images = [] } = message;
      if (images.length === 0) return { role, content };
      return { role, content: [{ type: 'text', text: content }, ...images.map((image) => ({ type: 'image_url', image_url: { url: dataUrl(image) } }))] };
    }
  }
}

/** vLLM and llama.cpp refuse a whole conversation for one call that its model botched; what it wrote stays to be seen. */
function argumentsOf(text: string): string {
  return parsed(text) === undefined ? JSON.stringify({ arguments: text }) : text;
}

/** Beginnings of base64 by which kinds of pictures are known. */
const KINDS = [['/9j/', 'jpeg'], ['R0lG', 'gif'], ['UklG', 'webp']] as const;

function dataUrl(image: string): string {
  const [, kind] = KINDS.find(([start]) => image.startsWith(start)) ?? ['', 'png'];
  return `data:image/${kind};base64,${image}`;
}
