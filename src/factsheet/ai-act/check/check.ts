import type { Ask, Finding, Looked } from './finding.ts';
import { NoAnswer, placesOf } from './places.ts';

/** Looks at all places, one after the other. A place that gives no answer keeps its duty unmet: nobody saw the mark there. */
export async function findingsOf(ask: Ask, looked: Looked): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { place, look } of placesOf(looked)) {
    try {
      findings.push(...joined(await look(ask)).map((found) => ({ ...found, place })));
    } catch (error) {
      findings.push({ duty: 'told', place, isMet: false, seen: error instanceof NoAnswer ? `niet te bekijken: ${error.message}` : 'niet te bekijken' });
    }
  }
  return findings;
}

/** A duty that was looked for twice at one place is met where both are. */
function joined(looks: readonly Omit<Finding, 'place'>[]): Omit<Finding, 'place'>[] {
  return [...Map.groupBy(looks, ({ duty }) => duty).values()].flatMap((same) => same.find(({ isMet }) => !isMet) ?? same.slice(0, 1));
}
