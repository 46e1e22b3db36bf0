import type { CallMessage, ModelCall } from '../../call.ts';

/** Bytes of UTF-8 to a token, assumed on the low side: a call that seems to fit and does not is refused by its host. */
const BYTES = 3.5;
/** No text of any length is packed closer than this. */
const MOST_BYTES = 6;
/** Marks around a message. */
const MESSAGE = 4;
/** A picture is some hundreds to a thousand tokens, whatever its bytes. */
const IMAGE = 750;

/** About how many tokens a text is; cheap, for it is asked of every call. */
export function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES);
}

export function tokensOfMessage(message: CallMessage): number {
  const images = 'images' in message ? (message.images?.length ?? 0) * IMAGE : 0;
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  return MESSAGE + images + tokensOf(message.content) + calls.reduce((sum, call) => sum + MESSAGE + tokensOf(call.name) + tokensOf(call.arguments), 0);
}

export function tokensOfTools({ tools }: ModelCall): number {
  return tools === undefined || tools.length === 0 ? 0 : tokensOf(JSON.stringify(tools));
}

/** Fewer than this it cannot be, whatever the vocabulary: what is too long even so need not be sent. */
export function leastTokens(estimate: number): number {
  return (estimate * BYTES) / MOST_BYTES;
}
