import type { Context } from 'hono';
import type { Took } from '../../../audit/compared.ts';
import { BalieError } from '../../../errors.ts';
import { employeeOf } from '../../access/employees.ts';
import type { Admission } from '../../admission.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { toFault } from '../../faults.ts';
import type { CarriedTurn } from '../../work-deps.ts';
import { type Asked, askAtWork, type WorkQuestion } from './asking.ts';
import { assistantFor, withModel } from './choices.ts';

/** How one of both models answered. */
interface Answered {
  /** Once something of it is in the log. */
  readonly place: { readonly conversationId: string; readonly turnId: string } | undefined;
  readonly fault: BalieError | undefined;
  readonly took: Took;
  /** Of a confidential conversation. */
  readonly kept: { readonly turns: readonly CarriedTurn[]; readonly carried: string } | undefined;
}

export interface Both {
  /** The model that was asked for first: the conversation goes on with its answer. */
  readonly main: Answered;
  readonly other: Answered;
}

/**
 * Puts a question to two models, one after the other: who has no script waits for both. The answer of the one that is asked last takes the place of
 * the other's. @throws BalieError before anything is asked, for what is refused of either; and when neither answered.
 */
export async function compareAtWork(c: Context<AppEnv>, { beside = '', ...asked }: WorkQuestion, deps: AppDeps, admission: Admission): Promise<Both> {
  const employee = employeeOf(c);
  const assistant = assistantFor(employee, asked.assistant, deps);
  const [one, two] = [asked.model, beside].map((model) => withModel(employee, assistant, model, deps).model);
  if (one === two) throw new BalieError('models-same');
  const ask = async (question: WorkQuestion) => answerOf(c, await askAtWork(c, employee, question, deps, admission));
  const other = await ask({ ...asked, model: beside });
  c.req.raw.signal.throwIfAborted();
  const { place } = other;
  const main = await ask(place === undefined || asked.isConfidential ? asked : { ...asked, conversationId: place.conversationId, instead: place.turnId, isBeside: true });
  if (main.fault !== undefined && other.fault !== undefined) throw main.fault;
  return { main, other };
}

async function answerOf(c: Context<AppEnv>, { events, took, carriedWith }: Asked): Promise<Answered> {
  let place: Answered['place'];
  try {
    for await (const event of events(c.req.raw.signal)) {
      if (event.type === 'status' && event.phase !== 'waiting' && event.turnId !== undefined) place = { conversationId: event.conversationId, turnId: event.turnId };
      if (event.type === 'error') throw event.error;
      if (event.type === 'done') return { place: { conversationId: event.turn.conversationId, turnId: event.turn.id }, fault: undefined, took: took(event.usage), kept: carriedWith(event.turn) };
    }
    throw new BalieError('internal');
  } catch (error) {
    return { place, fault: toFault(error), took: took(undefined), kept: undefined };
  }
}
