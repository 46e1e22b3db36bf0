import type { ChatMessage, ChatModel } from '../../answer/ports.ts';
import { answeringModel } from '../../models/answering.ts';
import type { Caller } from '../../models/call.ts';
import type { PooledGateway } from '../../models/pool/gateway.ts';

/** Hears what a model is sent. */
export type Hears = (messages: readonly ChatMessage[]) => void;

/** Nobody waits for a measurement: it gets what others leave. */
const NOBODY: Caller = { audience: 'background', id: 'measurement' };

/** The model of the desk's turns, of which somebody hears what it is sent. */
export function overheard(gateway: PooledGateway, hears: Hears): ChatModel {
  const model = answeringModel(gateway, NOBODY);
  return {
    ...model,
    chat(request, signal) {
      hears(request.messages);
      return model.chat(request, signal);
    },
  };
}
