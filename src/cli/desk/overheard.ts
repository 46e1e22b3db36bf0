import type { ChatMessage, ChatModel } from '../../answer/ports.ts';

/** Hears what a model is sent. */
export type Hears = (messages: readonly ChatMessage[]) => void;

/** A model of which somebody hears what it is sent. */
export function overheard(model: ChatModel, hears: Hears | undefined): ChatModel {
  if (hears === undefined) return model;
  return {
    ...model,
    chat(request, signal) {
      hears(request.messages);
      return model.chat(request, signal);
    },
  };
}
