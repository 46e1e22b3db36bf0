import { BalieError } from '../../errors.ts';
import type { Asked } from './carry-context.ts';
import type { Rewriter } from '../ports.ts';
import { standAlone } from './stand-alone.ts';

/**
 * A follow-up as a model puts it, if that may be searched. Never in the way: any fault of the model, and any text that is not to be
 * trusted, is as if there were no model.
 * @throws only the signal's reason, when aborted.
 */
export async function rewritten(asked: Asked, rewriter: Rewriter, signal: AbortSignal): Promise<string | undefined> {
  try {
    return standAlone(await rewriter.rewrite(asked, signal), asked);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BalieError) return undefined;
    throw error;
  }
}
