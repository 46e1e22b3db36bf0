/** The text that is published and signed: what the deployment is by itself, and what people say of it. No name of a person stands in it. */
import type { DeploymentFacts } from '../facts.ts';
import { type Factsheet, FACTSHEET_SCHEMA } from '../factsheet.ts';
import { keyOf } from '../statements/configured.ts';
import type { Answer } from '../statements/questions.ts';

export interface PublicStatement {
  /** Absent: of the whole deployment. */
  readonly assistant?: string;
  readonly question: string;
  readonly answer: Answer;
  /** Of who said it. */
  readonly role: string;
  /** ISO 8601. */
  readonly at: string;
  readonly reviewOn?: string;
}

/** Which publication a document is: signed along with it, so that an old one cannot be given out as a new one. */
export interface SignedPublication {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  /** Address of the desk as the world sees it; absent: it has none. */
  readonly desk?: string;
}

export interface FactsheetDocument {
  readonly schema: typeof FACTSHEET_SCHEMA;
  /** Absent in a draft. */
  readonly publication?: SignedPublication;
  readonly facts: DeploymentFacts;
  readonly statements: readonly PublicStatement[];
}

/** The text of a factsheet that is given to everybody: `Publications.publish` says in it which publication it is, and signs it. */
export function documentOf(factsheet: Factsheet): string {
  return JSON.stringify(publicOf(factsheet));
}

/** What is public of a factsheet. */
export function publicOf({ facts, statements }: Factsheet): FactsheetDocument {
  return { schema: FACTSHEET_SCHEMA, facts, statements: publicStatements(statements.filter(({ assistant }) => assistant === undefined || facts.assistants.some(({ name }) => name === assistant))) };
}

/** What an assistant is called for people outside: its title is what its own page asks of them. */
export function calledIn({ facts, statements }: FactsheetDocument, name: string): string {
  const said = statements.find((one) => one.assistant === name && one.question === 'name')?.answer;
  return typeof said === 'string' ? said : (facts.assistants.find((one) => one.name === name)?.title.value ?? name);
}

/** In one order, so that two that say the same are the same. */
export function publicStatements(statements: Factsheet['statements']): readonly PublicStatement[] {
  return statements
    .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
    .map(({ assistant, question, answer, role, at, reviewOn }) => ({
      ...(assistant !== undefined && { assistant }), question, answer, role, at: at.toISOString(), ...(reviewOn !== undefined && { reviewOn }),
    }));
}
