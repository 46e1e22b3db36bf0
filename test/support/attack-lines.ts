import { readFileSync } from 'node:fs';

/** A question, and whether it is an attempt to mislead. */
export interface AttackLine {
  /** `locked`: never tuned on, nor looked at; they say what to expect of what others write. */
  readonly half: 'tune' | 'check' | 'later' | 'locked';
  readonly attack: boolean;
  readonly text: string;
  readonly earlier?: readonly string[];
}

export function readAttackLines(): AttackLine[] {
  return readFileSync(new URL('../fixtures/guard-injection.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AttackLine);
}
