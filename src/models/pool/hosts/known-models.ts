import type { HostModel } from '../../call.ts';
import { sameModel } from '../../ollama/model-name.ts';

/**
 * What is known of a model at a host: it refused a call for it, does not list it, has it, has it in memory. One that does not tell what
 * is in memory is taken to have all of it there.
 */
type Presence = 'missing' | 'unlisted' | 'stored' | 'loaded';

/** What a host told of its models, and what calls showed since. */
export class KnownModels {
  #models: readonly HostModel[] | undefined;
  readonly #presence = new Map<string, Presence>();
  /** Models that were in memory at a call since the last list. */
  readonly #shown = new Set<string>();
  /** Models that calls were refused for, until they are listed. */
  readonly #refused = new Set<string>();

  /** Until the host has told what it has, it is taken to have all of it in memory. */
  presenceOf(model: string): Presence {
    const known = this.#presence.get(model);
    if (known !== undefined) return known;
    if (this.#refused.has(model)) return 'missing';
    if (this.#models === undefined) return 'loaded';
    const found = this.#listed(model);
    const presence = found === undefined ? 'unlisted' : found.isLoaded === false ? 'stored' : 'loaded';
    this.#presence.set(model, presence);
    return presence;
  }

  /** Whether it is in what the host told, or the host has told nothing yet. A call that was answered says nothing of what others list. */
  isListed(model: string): boolean {
    return this.presenceOf(model) !== 'missing' && (this.#models === undefined || this.#listed(model) !== undefined);
  }

  /** Whether it is in memory by what was told or shown alone. */
  isKnownLoaded(model: string): boolean {
    return this.#shown.has(model) || this.#listed(model)?.isLoaded === true;
  }

  /** As the host told it last; undefined when it did not. */
  digestOf(model: string): string | undefined {
    return this.#listed(model)?.digest;
  }

  /** The host told its models. */
  learn(models: readonly HostModel[]): void {
    const tells = models.some(({ isLoaded }) => isLoaded !== undefined);
    // A list that comes without what is in memory takes nothing back of what the last one said of that.
    this.#models = tells ? models : models.map((model) => withKnown(model, this.#listed(model.name)));
    this.#presence.clear();
    if (tells) this.#shown.clear();
    for (const model of this.#refused) if (this.#listed(model) !== undefined) this.#refused.delete(model);
  }

  /** A call showed what no list had told yet. */
  note(model: string, presence: 'missing' | 'loaded'): void {
    this.#presence.set(model, presence);
    if (presence === 'missing') {
      this.#refused.add(model);
      this.#shown.delete(model);
    } else {
      this.#refused.delete(model);
      this.#shown.add(model);
    }
  }

  #listed(model: string): HostModel | undefined {
    return this.#models?.find(({ name }) => sameModel(name, model));
  }
}

function withKnown(model: HostModel, before: HostModel | undefined): HostModel {
  return before?.isLoaded === undefined ? model : { ...model, isLoaded: before.isLoaded };
}
