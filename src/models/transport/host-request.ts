import type { Dispatcher } from 'undici';
import type { BalieError } from '../../errors.ts';

/** Makes chunks of the bytes of one response, and gives them to who opened it. */
export interface StreamReader {
  /** Whether the last chunk has been given: what comes after it is of no interest. */
  readonly isComplete: boolean;
  /** @throws BrokenStream when this is not what such a host sends; BalieError when the host says what is wrong. */
  read(bytes: Buffer): void;
  /** The host ended the response; a reader that is not complete after this has a broken stream. @throws as `read`. */
  end(): void;
}

export interface HostRequest<Chunk> {
  readonly dispatcher: Dispatcher;
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Made when the request is sent. */
  readonly body: () => string;
  readonly open: (emit: (chunk: Chunk) => void) => StreamReader;
  /** What a status other than 200 means, from the beginning of its text. */
  readonly refusal: (status: number, text: string) => BalieError;
  /** What a stream is that breaks off. */
  readonly broken: 'model-broken-stream' | 'pull-failed';
  /** Names the model and the host in a fault. */
  readonly detail: string;
  /** Longest wait for the first byte: a model may have to be loaded. */
  readonly firstByteMs: number;
  /** Longest silence after that. */
  readonly silenceMs: number;
}
