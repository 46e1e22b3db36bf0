import type { ChatRequest, Message, Tool as OllamaTool, ToolCall as OllamaToolCall } from 'ollama';
import { callSchema, forcedTools } from './forced-call.ts';
import type { CallMessage, HostCallOptions, ModelCall, Tool, ToolCall } from '../call.ts';
import { parsed } from '../transport/json.ts';
import { samplingOf } from '../transport/sampling.ts';

/** As the client `ollama` has it, with what newer hosts know besides. */
interface ChatBody extends ChatRequest {
  readonly truncate: boolean;
  readonly shift: boolean;
}

/**
 * Ollama's `/api/chat` body for one streamed answer.
 *
 * `num_ctx` never varies: a runner option that differs from the loaded model's makes Ollama load the model anew. The others are read
 * per request and may vary.
 */
export function chatBody(call: ModelCall, { model, contextTokens }: Pick<HostCallOptions, 'model' | 'contextTokens'>): ChatBody {
  const { toolChoice, format, maxTokens } = call;
  const forced = forcedTools(call);
  const tools = toolChoice === 'none' ? [] : (forced ?? call.tools ?? []);
  const shape = forced === undefined ? format : { schema: callSchema(forced) };
  return {
    model,
    messages: call.messages.map((message) => messageOf(message, call.messages)),
    stream: true,
    // A thinking model would spend num_predict on its thoughts and may leave nothing for the answer.
    think: call.thinks === true,
    // By default a prompt over the context silently loses its oldest messages. We want an error instead (HTTP 400).
    truncate: false,
    // By default an answer that fills the context goes on while the start of the prompt, our sources, is dropped.
    // Without shifting it ends with reason `length`.
    shift: false,
    ...(shape !== undefined && { format: shape === 'json' ? 'json' : shape.schema }),
    ...(tools.length > 0 && { tools: tools.map(toolOf) }),
    options: {
      num_ctx: contextTokens,
      ...(maxTokens !== undefined && { num_predict: maxTokens }),
      ...samplingOf(call),
    },
  };
}

function messageOf(message: CallMessage, all: readonly CallMessage[]): Message & { readonly tool_call_id?: string } {
  const { role, content } = message;
  switch (role) {
    case 'assistant': {
      const { toolCalls = [] } = message;
      return { role, content, ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(toolCallOf) }) };
    }
    case 'tool': {
      const name = message.toolName ?? nameOf(message.toolCallId, all);
      return { role, content, tool_call_id: message.toolCallId, ...(name !== undefined && { tool_name: name }) };
    }
    default: {
      const { images = [] } = message;
      return { role, content, ...(images.length > 0 && { images: [...images] }) };
    }
  }
}

/** Which tool a result is of: templates of models name it. */
function nameOf(id: string, messages: readonly CallMessage[]): string | undefined {
  const calls = messages.flatMap((message) => (message.role === 'assistant' ? (message.toolCalls ?? []) : []));
  return calls.find((call) => call.id === id)?.name;
}

function toolCallOf({ id, name, arguments: text }: ToolCall): OllamaToolCall & { readonly id: string } {
  return { id, function: { name, arguments: argumentsOf(text) } };
}

/** Ollama takes an object only; what the model botched stays to be seen by it. */
function argumentsOf(text: string): object {
  const value = parsed(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { arguments: text };
}

function toolOf({ name, description, parameters }: Tool): OllamaTool {
  // Ollama's template engine stops at a tool without properties.
  const properties = (parameters['properties'] ?? {}) as NonNullable<OllamaTool['function']['parameters']>['properties'] & object;
  return { type: 'function', function: { name, ...(description !== undefined && { description }), parameters: { type: 'object', ...parameters, properties } } };
}
