/** Tells of which documents something became, for as long as any is waited for. */
import { recordOf } from './upload-send.ts';

const address = '/api/v1/jobs/events';
/** A stream that was refused or lost for good is opened anew; meanwhile the documents themselves are asked for. */
const againMs = 5_000;

interface Watch {
  readonly collection: string;
  readonly onOutcome: (sourceId: string) => void;
  /** The stream has (again) begun, or cannot: what happened before or meanwhile is to be asked for. */
  readonly onGap: () => void;
}

/** @returns two functions: one that follows from now on, and one that lets go. Both may be called as often as one likes. */
export function follower({ collection, onOutcome, onGap }: Watch): { readonly follow: () => void; readonly leave: () => void } {
  let source: EventSource | undefined;
  let timer = 0;

  function open(): void {
    const opened = new EventSource(address);
    source = opened;
    opened.addEventListener('open', onGap);
    opened.addEventListener('document', ({ data }: MessageEvent<unknown>) => {
      const event = recordOf(JSON.parse(String(data)));
      if (event['collection'] === collection) onOutcome(String(event['sourceId']));
    });
    opened.addEventListener('error', () => {
      onGap();
      // The browser itself comes back after a break, but not after a refusal.
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(() => source === opened && open(), againMs);
    });
  }

  return {
    follow: () => source ?? open(),
    leave() {
      clearTimeout(timer);
      source?.close();
      source = undefined;
    },
  };
}
