import { BalieError } from '../../../errors.ts';
import type { Caller, CallReport, Embeddings, ModelFacts, Usage } from '../../call.ts';
import type { CallPorts } from './call-ports.ts';
import { checkCapable } from './capable.ts';
import { PooledCall } from './pooled-call.ts';
import type { PoolHost } from '../hosts/pool-host.ts';
import { embedProbe, type Probe } from '../hosts/probe.ts';
import { tokensOf } from './tokens.ts';

/** One batch of vectors. */
export class EmbedCall extends PooledCall {
  protected readonly kind: CallReport['kind'] = 'embed';
  readonly #texts: readonly string[];
  #turn: PromiseWithResolvers<PoolHost> | undefined;

  constructor(ports: CallPorts, facts: ModelFacts, texts: readonly string[], caller: Caller, signal: AbortSignal, limitMs?: number) {
    super(ports, facts, caller, signal, limitMs);
    this.#texts = texts;
  }

  /** @throws as `ModelGateway.embed`. */
  async vectors(): Promise<Embeddings> {
    try {
      let host = await this.#first();
      for (;;) {
        try {
          const embeddings = await host.host.embed(this.#texts, this.at, this.signalAt(host));
          this.answered();
          this.settle('done', { promptTokens: embeddings.promptTokens, answerTokens: 0 });
          return embeddings;
        } catch (error) {
          host = this.elsewhere(error) ?? (await this.#wait());
        }
      }
    } catch (error) {
      throw this.ended(error);
    }
  }

  handleEvent(): void {
    // A host that runs hears the signal itself, and throws.
    if (!this.isWaiting) return;
    this.settle('cancelled');
    this.#turn?.reject(this.signal.reason);
  }

  probe(): Probe {
    return embedProbe(this.at);
  }

  /** It stays: a batch is waited for no longer than its host may take, which is not long. */
  moveOn(): void {}

  /** Nobody is told where a batch stands. */
  moved(): void {}

  protected run(host: PoolHost): void {
    this.#turn?.resolve(host);
  }

  protected failed(fault: BalieError): void {
    this.#turn?.reject(fault);
  }

  protected estimate(): Usage {
    return { promptTokens: this.#texts.reduce((sum, text) => sum + tokensOf(text), 0), answerTokens: 0 };
  }

  async #first(): Promise<PoolHost> {
    this.begin();
    checkCapable(this.facts, 'embeddings');
    let entered: PoolHost | Promise<PoolHost>;
    try {
      entered = this.enter() ?? this.#wait();
    } catch (error) {
      if (!(error instanceof BalieError) || error.code !== 'model-missing') throw error;
      await this.lookAgain();
      entered = this.enter() ?? this.#wait();
    }
    // Not within the above: one that is sent away while it waits has been told of, and must not take a slot any more.
    return entered;
  }

  #wait(): Promise<PoolHost> {
    this.#turn = Promise.withResolvers();
    return this.#turn.promise;
  }
}
