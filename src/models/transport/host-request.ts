import type { Asked, HostLimits } from './place.ts';

/** Makes chunks of the bytes of one response, and gives them to who opened it. */
export interface StreamReader {
  /** Whether the last chunk has been given: what comes after it is of no interest. */
  readonly isComplete: boolean;
  /** @throws BrokenStream when this is not what such a host sends; BalieError when the host says what is wrong. */
  read(bytes: Buffer): void;
  /** The host ended the response; a reader that is not complete after this has a broken stream. @throws as `read`. */
  end(): void;
}

/**
 * More than any answer takes: of a model that fills a window of 131,072 tokens, each in a line of its own of 500 bytes. A host that goes on
 * and on is never silent, and what it says is kept while somebody waits.
 */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

export interface HostRequest<Chunk> extends Asked {
  /** Made when the request is sent. */
  readonly body: () => object;
  /** What kind of stream is to come. */
  readonly accept: string;
  /** @param detail names the model and the host in a fault. */
  readonly open: (emit: (chunk: Chunk) => void, detail: string) => StreamReader;
  /** What a stream is that breaks off; absent: an answer. */
  readonly broken?: 'model-broken-stream' | 'pull-failed';
  /** More than this of one stream breaks it; absent: as much as it likes. */
  readonly maxBytes?: number;
  readonly limits: Pick<HostLimits, 'firstByteMs' | 'silenceMs'>;
  /** The caller may have less patience than the host is given. */
  readonly patienceMs?: number | undefined;
}
