import { type Fact, measured } from '../fact.ts';
import type { AiActFacts, AssistantFacts, DeploymentFacts, DeskFacts } from '../facts.ts';
import type { Article50Report } from './check/kept.ts';
import type { AiActPath } from './paths.ts';

const CHECK = 'controle van de eigen pagina’s en antwoorden';

/** What was recorded of an assistant, as a fact that a person stated. */
export function aiActFact({ number, treeVersion, path, profile, role, at, reviewOn }: AiActPath): Fact<AiActFacts> {
  const steps = path.map(({ question, article, answer, remark }) => ({ question, article, answer, ...(remark !== undefined && { remark }) }));
  return { value: { ...profile, number, treeVersion, path: steps }, origin: { kind: 'stated', role, at: at.toISOString(), reviewOn } };
}

/** What was seen at each place stays in Beheer. */
export function article50Fact({ at, findings }: Article50Report): NonNullable<DeskFacts['article50']> {
  return measured(findings.map(({ duty, place, isMet }) => ({ duty, place, isMet })), CHECK, at);
}

/** What people recorded in Beheer is theirs until one of them publishes it. */
export function withoutClasses(facts: DeploymentFacts): DeploymentFacts {
  return { ...facts, assistants: facts.assistants.map(({ aiAct: _theirs, ...assistant }): AssistantFacts => assistant) };
}
