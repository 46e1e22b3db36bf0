import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedRequest } from './recorded.ts';
import type { Step } from './script.ts';
import { countTokens, goJson, goTime, nanosSince, send, sendJson, writeHead } from './wire.ts';

interface Said { role: 'assistant'; content: string; thinking?: string; tool_calls?: readonly object[] }

/** Plays steps as the response to one request: streamed, or gathered into one body when it asks `stream: false`. */
export class Player {
  readonly #request: RecordedRequest;
  readonly #response: ServerResponse;
  readonly #type: string;
  readonly #streamed: boolean;
  readonly #start = performance.now();
  #firstToken: number | undefined;
  #tokens = 0;
  #gathered: Said = { role: 'assistant', content: '' };
  #pieceSize = 0;
  #rest: Uint8Array = Buffer.alloc(0);

  /** @param type of a stream. */
  constructor(request: RecordedRequest, response: ServerResponse, type = 'application/x-ndjson') {
    this.#type = type;
    this.#request = request;
    this.#response = response;
    this.#streamed = request.body.stream !== false;
  }

  /** Resolves when the script is over or the request is gone. */
  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (this.#request.gone.aborted || this.#response.writableEnded) return;
      await this.#do(step);
    }
    await this.#end();
  }

  /** The answer to a chat without messages, which only loads the model. */
  loaded(): void {
    sendJson(this.#response, 200, { ...this.#base(), message: this.#gathered, done: true, done_reason: 'load' });
  }

  async #do(step: Step): Promise<void> {
    switch (step.step) {
      case 'text': return this.#say({ role: 'assistant', content: step.text });
      case 'thinking': return this.#say({ role: 'assistant', content: '', thinking: step.text });
      case 'calls': return this.#say({ role: 'assistant', content: '', tool_calls: step.calls });
      case 'done': return this.#done(step.reason);
      case 'error': return this.fail(500, step.message);
      case 'status': return send(this.#response, step.status, step.body, step.type);
      case 'raw': return this.#write(Buffer.from(step.bytes));
      case 'headers':
        this.#head(step.status);
        return this.#response.flushHeaders();
      case 'pieces':
        this.#pieceSize = step.size;
        return;
      case 'end': return this.#end();
      case 'pause': return this.#wait(step.ms);
      case 'until': return this.#think(step.open, step.everyMs);
      case 'silence': return this.#wait(2 ** 31 - 1);
      case 'drop':
        this.#request.markDropped();
        if (step.how === 'reset') this.#response.socket?.resetAndDestroy();
        else this.#response.socket?.destroy();
    }
  }

  async #think(open: Promise<unknown>, everyMs: number): Promise<void> {
    const opened = open.then(() => true);
    while (!this.#request.gone.aborted) {
      await this.#say({ role: 'assistant', content: '', thinking: '…' });
      if (await Promise.race([opened, this.#wait(everyMs).then(() => false)])) return;
    }
  }

  async #say(message: Said): Promise<void> {
    this.#firstToken ??= performance.now();
    this.#tokens += 1;
    if (this.#streamed) await this.#line({ ...this.#base(), message, done: false });
    else {
      this.#gathered.content += message.content;
      if (message.tool_calls) this.#gathered.tool_calls = message.tool_calls;
      if (message.thinking) this.#gathered.thinking = (this.#gathered.thinking ?? '') + message.thinking;
    }
    const limit = this.#request.body.options?.['num_predict'];
    if (typeof limit === 'number' && limit > 0 && this.#tokens >= limit) await this.#done('length');
  }

  async #done(reason: string): Promise<void> {
    const prompt = (this.#request.body.messages ?? []).map(({ content }) => content).join('');
    const first = this.#firstToken ?? performance.now();
    const line = {
      ...this.#base(),
      message: this.#gathered,
      done: true,
      ...(reason === '' ? {} : { done_reason: reason }),
      total_duration: nanosSince(this.#start),
      load_duration: 1_000_000,
      prompt_eval_count: countTokens(prompt),
      prompt_eval_duration: Math.max(1, Math.round((first - this.#start) * 1e6)),
      eval_count: Math.max(1, this.#tokens),
      eval_duration: nanosSince(first),
    };
    if (!this.#streamed) return sendJson(this.#response, 200, line);
    await this.#line(line);
    await this.#end();
  }

  /** An error that comes up while answering: a line once the stream has begun, before that a status. */
  async fail(status: number, message: string): Promise<void> {
    const error = { error: message };
    if (!this.#streamed) return sendJson(this.#response, status, error);
    if (!this.#response.headersSent) return send(this.#response, status, goJson(error), 'application/json', true);
    await this.#line(error);
    await this.#end();
  }

  #base(): { model: string; created_at: string } {
    return { model: this.#request.body.model ?? '', created_at: goTime() };
  }

  async #line(value: unknown): Promise<void> {
    await this.#write(Buffer.from(`${goJson(value)}\n`));
    this.#request.linesSent += 1;
  }

  #head(status = 200): void {
    if (!this.#response.headersSent) writeHead(this.#response, status, this.#type);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#head();
    if (this.#pieceSize === 0) return this.#packet(bytes);
    this.#rest = Buffer.concat([this.#rest, bytes]);
    while (this.#rest.length >= this.#pieceSize) {
      const piece = this.#rest.subarray(0, this.#pieceSize);
      this.#rest = this.#rest.subarray(this.#pieceSize);
      await this.#packet(piece);
      // Leaves the client time to read this piece on its own.
      await this.#wait(0);
    }
  }

  /** Resolves when the bytes are with the operating system, so that a drop after it does not take them back. */
  #packet(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#response.write(bytes, () => resolve()));
  }

  async #end(): Promise<void> {
    if (this.#request.gone.aborted || this.#response.writableEnded) return;
    this.#head();
    if (this.#rest.length > 0) await this.#packet(this.#rest);
    this.#response.end();
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#request.gone }).catch(() => {});
  }
}
