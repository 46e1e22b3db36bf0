import type { CallMessage, ModelCall, ToolCall } from '../../models/call.ts';
import { imageOf, invalid, samplingOf, toolOf } from '../programs/contract.ts';
import { isTooLarge, schemaFault } from '../programs/json-schema.ts';
import type { ChatRequest, GenerateRequest } from './contract.ts';

/** What Ollama's clients ask, in our words. @throws InvalidInput for pictures and schemas that cannot be. */
export function toCall(request: ChatRequest, model: string): ModelCall {
  const { num_predict: predict, ...sampling } = request.options ?? {};
  const format = formatOf(request.format);
  return {
    model,
    messages: messagesOf(request.messages),
    ...(predict != null && predict > 0 && { maxTokens: predict }),
    ...samplingOf(sampling),
    ...(request.tools != null && request.tools.length > 0 && { tools: request.tools.map(toolOf) }),
    ...(format && { format }),
    ...(request.think != null && request.think !== false && { thinks: true }),
  };
}

/** A prompt as a chat of one question, which Ollama itself makes of it too. @throws InvalidInput as `toCall`. */
export function promptToCall({ prompt, system, images, ...request }: GenerateRequest, model: string): ModelCall {
  for (const [index, image] of (images ?? []).entries()) imageOf(image, `images.${index}`);
  const instructions = system == null || system === '' ? [] : [{ role: 'system' as const, content: system }];
  return toCall({ ...request, messages: [...instructions, { role: 'user', content: prompt, images }] }, model);
}

/** Ollama's calls of tools have no ids, or had none for long: they are numbered, and a result belongs to the first call of its tool that has none yet. */
function messagesOf(given: ChatRequest['messages']): CallMessage[] {
  const open: ToolCall[] = [];
  let made = 0;
  return given.map((message, index): CallMessage => {
    const content = message.content ?? '';
    switch (message.role) {
      case 'system':
      case 'user':
        return { role: message.role, content, ...(message.images != null && message.images.length > 0 && { images: message.images.map((image, place) => imageOf(image, `messages.${index}.images.${place}`)) }) };
      case 'assistant': {
        const calls = (message.tool_calls ?? []).map(({ id, function: called }, place) => {
          made += 1;
          return { id: id ?? `call_${made}`, name: called.name, arguments: argumentsOf(called.arguments ?? {}, `messages.${index}.tool_calls.${place}`) };
        });
        open.push(...calls);
        return { role: 'assistant', content, ...(calls.length > 0 && { toolCalls: calls }) };
      }
      case 'tool': {
        const { tool_call_id: id, tool_name: name } = message;
        const answered = open.find((call) => (id == null ? name == null || call.name === name : call.id === id));
        if (answered !== undefined) open.splice(open.indexOf(answered), 1);
        const toolName = name ?? answered?.name;
        return { role: 'tool', content, toolCallId: id ?? answered?.id ?? 'call_0', ...(toolName !== undefined && { toolName }) };
      }
    }
  });
}

function argumentsOf(given: string | Readonly<Record<string, unknown>>, at: string): string {
  if (typeof given === 'string') return given;
  return isTooLarge(given) ? invalid(`${at}.function.arguments`, 'is te diep of te groot') : JSON.stringify(given);
}

function formatOf(format: ChatRequest['format']): ModelCall['format'] {
  if (format == null || format === '') return undefined;
  if (format === 'json') return 'json';
  const fault = schemaFault(format);
  return fault === undefined ? { schema: format } : invalid('format', fault);
}
