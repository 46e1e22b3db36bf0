import { dutchDay } from '../../dutch-time.ts';
import type { AssistantFacts, DeploymentFacts } from '../facts.ts';
import { metricsOf } from './model-card.ts';
import type { Said } from './said.ts';

/** Assessment cards of the Algorithm Reporting Standard: what was measured of an assistant, and which impact assessments people say were made. */
export function assessmentCards({ quality }: AssistantFacts, said: Said, { madeAt, desk }: DeploymentFacts): object[] {
  const provenance = { timestamp: madeAt, author: desk.organisation.value };
  const cards: object[] = [];
  if (quality !== undefined) {
    const { value, origin } = quality;
    const at = origin.kind === 'measured' ? origin.at : madeAt;
    const facts = [`${value.cases} vragen`, `versie ${value.version}`, `model ${value.model}`].join(', ');
    cards.push({
      provenance,
      name: 'Evaluatie van antwoorden op eigen toetsvragen',
      date: dutchDay(new Date(at)),
      contents: metricsOf(value).map(({ name, value: rate }) => ({ question: name, answer: String(rate), remarks: facts, timestamp: at })),
    });
  }
  const told = said.statement('impacttoetsen_grouping');
  if (told !== undefined) {
    const text = said.text('impacttoetsen');
    cards.push({
      provenance,
      name: 'Impacttoetsen',
      date: dutchDay(told.at),
      contents: said.links('impacttoetsen_grouping').map(({ title, link }) => ({
        question: 'Welke impacttoets is gedaan?',
        answer: [title, ...(link === undefined ? [] : [link])].join(' '),
        ...(text !== undefined && { remarks: text }),
        authors: [{ name: told.role }],
        timestamp: told.at.toISOString(),
      })),
    });
  }
  return cards;
}
