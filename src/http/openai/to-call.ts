import type { CallMessage, ModelCall } from '../../models/call.ts';
import { imageOf, invalid, samplingOf, toolOf } from '../programs/contract.ts';
import { schemaFault } from '../programs/json-schema.ts';
import type { ChatCompletionRequest } from './contract.ts';

type Given = ChatCompletionRequest['messages'][number];

/** What OpenAI's clients ask, in our words. @throws InvalidInput for pictures and schemas that cannot be. */
export function toCall(request: ChatCompletionRequest, model: string): ModelCall {
  const { reasoning_effort: effort } = request;
  const maxTokens = request.max_completion_tokens ?? request.max_tokens;
  const toolChoice = choiceOf(request);
  const format = formatOf(request.response_format);
  return {
    model,
    messages: request.messages.map((message, index) => messageOf(message, index, request.messages)),
    ...(maxTokens != null && { maxTokens }),
    ...samplingOf(request),
    ...(request.tools != null && request.tools.length > 0 && { tools: request.tools.map(toolOf) }),
    ...(toolChoice && { toolChoice }),
    ...(format && { format }),
    ...(effort != null && effort !== 'none' && { thinks: true }),
  };
}

function messageOf(message: Given, index: number, all: readonly Given[]): CallMessage {
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', content: textOf(message.content) };
    case 'user': {
      const images = imagesOf(message.content, index);
      return { role: 'user', content: textOf(message.content), ...(images.length > 0 && { images }) };
    }
    case 'assistant': {
      const toolCalls = message.tool_calls?.map(({ id, function: called }) => ({ id, name: called.name, arguments: called.arguments }));
      return { role: 'assistant', content: textOf(message.content ?? ''), ...(toolCalls && toolCalls.length > 0 && { toolCalls }) };
    }
    case 'tool': {
      const toolName = nameOfCall(message.tool_call_id, all.slice(0, index));
      return { role: 'tool', content: textOf(message.content), toolCallId: message.tool_call_id, ...(toolName !== undefined && { toolName }) };
    }
  }
}

type Part = { readonly type: 'text'; readonly text: string } | { readonly type: 'refusal'; readonly refusal: string } | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

function textOf(content: string | readonly Part[]): string {
  if (typeof content === 'string') return content;
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : part.type === 'refusal' ? [part.refusal] : [])).join('\n');
}

/** Pictures come along with the request. Nothing is fetched: an address would have this desk call whatever host a program names. */
const DATA_URL = /^data:image\/(?:png|jpe?g|webp|gif);base64,/i;

function imagesOf(content: string | readonly Part[], message: number): string[] {
  if (typeof content === 'string') return [];
  return content.flatMap((part, index) => {
    if (part.type !== 'image_url') return [];
    const { url } = part.image_url;
    const at = `messages.${message}.content.${index}.image_url.url`;
    const head = DATA_URL.exec(url)?.[0];
    if (head === undefined) return invalid(at, 'moet met data:image/png;base64, beginnen (of jpeg, webp, gif): de balie haalt geen afbeeldingen op');
    return [imageOf(url.slice(head.length), at)];
  });
}

/** A host may want to know which tool a result is of. */
function nameOfCall(id: string, before: readonly Given[]): string | undefined {
  const calls = before.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
  return calls.findLast((call) => call.id === id)?.function.name;
}

function choiceOf({ tool_choice: choice, tools }: ChatCompletionRequest): ModelCall['toolChoice'] {
  if (choice == null) return undefined;
  const names = (tools ?? []).map((tool) => tool.function.name);
  if (choice === 'required' && names.length === 0) return invalid('tool_choice', 'kan niet required zijn zonder tools');
  if (typeof choice === 'string') return choice;
  const { name } = choice.function;
  return names.includes(name) ? { name } : invalid('tool_choice', 'moet een functie noemen die bij tools staat');
}

function formatOf(given: ChatCompletionRequest['response_format']): ModelCall['format'] {
  if (given == null || given.type === 'text') return undefined;
  if (given.type !== 'json_schema' || given.json_schema.schema == null) return 'json';
  const fault = schemaFault(given.json_schema.schema);
  if (fault !== undefined) invalid('response_format.json_schema.schema', fault);
  return { schema: given.json_schema.schema };
}
