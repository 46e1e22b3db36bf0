import type { ModelCatalogue } from './catalogue.ts';

const OPEN = '<think>';
const CLOSE = '</think>';

/** Reads what one answer says; gives back what may be passed on by now. */
export interface Reader {
  push(text: string): string;
  /** The server tells thoughts apart by itself. @returns what was held. */
  apart(): string;
  /** @returns what was still held. */
  end(reason: 'stop' | 'length'): string;
}

/**
 * Keeps thoughts that have an end and no beginning out of answers: templates that open `<think>` in the prompt (Qwen3-Thinking, QwQ, R1), on
 * a server without a reasoning parser. Of a model that sent such an end before, or that may do so and has not answered yet, the text is held
 * until it has come; which those are is remembered as long as the desk runs.
 */
export class UnopenedThoughts {
  readonly #habits = new Map<string, 'unopened' | 'plain'>();

  /** @param mayThinkAloud whether it is a thinking model whose server may send its thoughts as text. */
  readerOf(model: string, mayThinkAloud: boolean): Reader {
    const habits = this.#habits;
    const habit = habits.get(model);
    const isHolding = habit === 'unopened' || (habit === undefined && mayThinkAloud);
    let isDecided = false;
    let held = '';
    return {
      push(text) {
        if (isDecided) return text;
        held += text;
        const close = held.indexOf(CLOSE);
        const open = held.indexOf(OPEN);
        if (open >= 0 && (close < 0 || open < close)) isDecided = true;
        else if (close >= 0) {
          isDecided = true;
          habits.set(model, 'unopened');
          // Of one that was not held, the gate drops what came before the mark: it gets the mark too.
          if (isHolding) held = held.slice(close + CLOSE.length);
        }
        if (isHolding) return isDecided ? held : '';
        // Enough to see a mark that comes in pieces.
        held = held.slice(1 - CLOSE.length);
        return text;
      },
      apart() {
        const rest = isHolding && !isDecided ? held : '';
        isDecided = true;
        habits.set(model, 'plain');
        return rest;
      },
      end(reason) {
        const rest = isHolding && !isDecided ? held : '';
        // Broken off before an end of thoughts came: thoughts are all there is.
        if (isDecided || reason === 'length') return '';
        if (rest !== '') habits.set(model, 'plain');
        return rest;
      },
    };
  }
}

/** Whether a server may send a model's thoughts as text: one that thinks, and not at an Ollama, which tells them apart itself. */
export function mayThinkAloud({ data }: ModelCatalogue, name: string): boolean {
  const model = data.models.find((one) => one.name === name);
  return model !== undefined && model.capabilities.includes('thinking') && data.backends.some(({ pool, kind }) => pool === model.pool && kind === 'openai');
}
