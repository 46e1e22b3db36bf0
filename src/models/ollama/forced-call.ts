import type { HostChunk, ModelCall, Tool, ToolCall } from '../call.ts';
import { newCallId } from '../transport/call-id.ts';
import { fieldsOf, parsed } from '../transport/json.ts';

/**
 * Ollama knows no tool_choice. What it can do is hold an answer to a JSON Schema: where a tool must be called, that of a call of one of
 * the tools, in the shape in which models write them.
 */

/** The tools of which one must be called; undefined when the model may do as it likes. */
export function forcedTools({ tools = [], toolChoice }: Pick<ModelCall, 'tools' | 'toolChoice'>): readonly Tool[] | undefined {
  if (tools.length === 0 || toolChoice === undefined || toolChoice === 'auto' || toolChoice === 'none') return undefined;
  return toolChoice === 'required' ? tools : tools.filter(({ name }) => name === toolChoice.name);
}

/** The JSON Schema of a call of one of these tools. */
export function callSchema(tools: readonly Tool[]): object {
  const calls = tools.map(({ name, parameters }) => ({
    type: 'object',
    properties: { name: { type: 'string', enum: [name] }, arguments: { type: 'object', ...parameters } },
    required: ['name', 'arguments'],
  }));
  return calls.length === 1 ? { ...calls[0] } : { anyOf: calls };
}

/**
 * Makes a tool call of the text of an answer that was held to `callSchema`. A host that has recognised the call itself is followed; text
 * that is no call, such as one that was cut at its maximum length, is passed on as text.
 */
export function asForcedCall(emit: (chunk: HostChunk) => void): (chunk: HostChunk) => void {
  let text = '';
  let hasCalls = false;
  return (chunk) => {
    if (chunk.type === 'text') {
      text += chunk.text;
      return;
    }
    hasCalls ||= chunk.type === 'tool-calls';
    if (chunk.type !== 'end' || hasCalls || text === '') return emit(chunk);
    const call = callIn(text);
    if (call === undefined) {
      emit({ type: 'text', text });
      return emit(chunk);
    }
    emit({ type: 'tool-calls', calls: [call] });
    emit({ ...chunk, reason: chunk.reason === 'length' ? 'length' : 'tool-calls' });
  };
}

function callIn(text: string): ToolCall | undefined {
  const { name, arguments: given } = fieldsOf(parsed(text));
  return typeof name === 'string' && given !== undefined ? { id: newCallId(), name, arguments: JSON.stringify(given) } : undefined;
}
