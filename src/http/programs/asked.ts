import { createHash } from 'node:crypto';
import type { CallMessage, ModelCall } from '../../models/call.ts';

/** What is kept of a call: all of its words. Of a picture only what tells which one it was: the record is not a store of files. */
export function asked({ messages, tools, format }: ModelCall): object {
  return { messages: messages.map(withoutImages), ...(tools && { tools }), ...(format && { format }) };
}

function withoutImages(message: CallMessage): object {
  if (message.role === 'assistant' || message.role === 'tool' || message.images === undefined) return message;
  return { ...message, images: message.images.map((image) => `sha256:${createHash('sha256').update(image, 'base64').digest('hex')}`) };
}
