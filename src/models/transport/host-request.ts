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

export interface HostRequest<Chunk> extends Asked {
  /** Made when the request is sent. */
  readonly body: () => object;
  /** What kind of stream is to come. */
  readonly accept: string;
  /** @param detail names the model and the host in a fault. */
  readonly open: (emit: (chunk: Chunk) => void, detail: string) => StreamReader;
  /** What a stream is that breaks off; absent: an answer. */
  readonly broken?: 'model-broken-stream' | 'pull-failed';
  readonly limits: Pick<HostLimits, 'firstByteMs' | 'silenceMs'>;
  /** The caller may have less patience than the host is given. */
  readonly patienceMs?: number | undefined;
}
