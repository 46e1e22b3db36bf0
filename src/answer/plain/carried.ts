import type { TurnContext, TurnPorts } from '../context.ts';
import { gatesOf } from '../gates.ts';

/** Judges sentences in other words by the gate that the first answer went through, each by the passages that it referred to. */
export function sameGate(context: TurnContext, ports: TurnPorts): (text: string, references: string) => boolean {
  const gate = gatesOf(context, ports);
  return (text, references) => {
    // The answer numbers what it cites; a gate takes the numbers that the model was given.
    const cited = context.cited.filter((_, position) => references.includes(`[${position + 1}]`)).map((index) => `[${index + 1}]`);
    const judged = gate();
    return `${judged.push(`${text} ${cited.join('')}`.trim())}${judged.end(false)}` !== '' && judged.details.dropped === 0;
  };
}
