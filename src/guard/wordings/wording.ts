import { prefilter } from '../prefilter/prefilter.ts';
import type { InjectionReason } from '../injection/reasons.ts';

/** A way of saying, how much it says for itself (0–1), and what it is a sign of. */
export interface Wording {
  readonly reason: InjectionReason;
  readonly weight: number;
  /** Source of a regular expression over text in lower case, with bounded repeats only. */
  readonly pattern: string;
}

/** Makes a reader of signs; each reason counts once in a text, with its heaviest wording. */
export function signReader(wordings: readonly Wording[]): (text: string) => Map<InjectionReason, number> {
  // Compiled when first tried: most of them never are in a process of a minute.
  const compiled: RegExp[] = [];
  const mayMatchIn = prefilter(wordings.map(({ pattern }) => pattern));
  return (text) => {
    const mayMatch = mayMatchIn(text);
    const signs = new Map<InjectionReason, number>();
    for (const [index, { reason, weight, pattern }] of wordings.entries()) {
      if (weight <= (signs.get(reason) ?? 0) || !mayMatch(index)) continue;
      if ((compiled[index] ??= new RegExp(pattern, 'iu')).test(text)) signs.set(reason, weight);
    }
    return signs;
  };
}
