import type { ToolCall } from '../call.ts';
import { newCallId } from '../transport/call-id.ts';
import { BrokenStream } from '../transport/lines.ts';

/** More calls in one answer than any tool needs; the index comes from the host. */
const MAX_CALLS = 128;
/** Arguments longer than this are a model that goes round in circles. */
const MAX_ARGUMENTS = 1_000_000;

interface Piece {
  readonly index?: unknown;
  readonly id?: unknown;
  readonly function?: { readonly name?: unknown; readonly arguments?: unknown } | null;
}

/** Puts the pieces together in which tool calls are streamed: a name first, then arguments, by the call's place in the answer. */
export class GatheredCalls {
  readonly #calls = new Map<number, { id: string; name: string; text: string }>();

  /** @throws BrokenStream for pieces that are none, or too many. */
  add(pieces: readonly unknown[]): void {
    for (const piece of pieces) {
      if (typeof piece !== 'object' || piece === null) throw new BrokenStream('piece of a tool call is not an object');
      this.#add(piece);
    }
  }

  #add({ index = this.#calls.size, id, function: made }: Piece): void {
    if (typeof index !== 'number') throw new BrokenStream('tool call without a place');
    const call = this.#calls.get(index) ?? { id: '', name: '', text: '' };
    this.#calls.set(index, call);
    if (this.#calls.size > MAX_CALLS) throw new BrokenStream('too many tool calls');
    if (typeof id === 'string' && id !== '') call.id = id;
    if (typeof made?.name === 'string') call.name += made.name;
    if (typeof made?.arguments === 'string') call.text += made.arguments;
    if (call.text.length > MAX_ARGUMENTS) throw new BrokenStream('arguments of a tool call too long');
  }

  /** All calls, in order; empties what was gathered. @throws BrokenStream for one without a name. */
  take(): ToolCall[] {
    const calls = [...this.#calls.entries()].toSorted(([one], [other]) => one - other).map(([, call]) => call);
    this.#calls.clear();
    if (calls.some(({ name }) => name === '')) throw new BrokenStream('tool call without a name');
    return calls.map(({ id, name, text }) => ({ id: id === '' ? newCallId() : id, name, arguments: text === '' ? '{}' : text }));
  }
}
