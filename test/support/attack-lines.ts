import { readFileSync } from 'node:fs';

/** A question, and whether it is an attempt to mislead. */
export interface AttackLine {
  readonly half: 'tune' | 'check' | 'later';
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
