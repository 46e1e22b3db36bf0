import type { ModelCall } from '../call.ts';

/** What a call says of choosing tokens, by the names that all hosts have for it. */
export function samplingOf({ temperature, topP, presencePenalty, frequencyPenalty, seed, stop }: ModelCall): object {
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(presencePenalty !== undefined && { presence_penalty: presencePenalty }),
    ...(frequencyPenalty !== undefined && { frequency_penalty: frequencyPenalty }),
    ...(seed !== undefined && { seed }),
    ...(stop !== undefined && stop.length > 0 && { stop }),
  };
}
