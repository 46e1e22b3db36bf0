import type { CoveredConversation } from '../oversight/covered.ts';
import type { Doer, Opening } from '../oversight/opening.ts';
import type { Looks } from '../oversight/looks.ts';
import type { Openings } from '../oversight/openings.ts';
import type { OversightRules } from '../oversight/rules.ts';
import type { CouncilView, LookedView, OpeningPageView, OpeningsView, OwnLookView } from '../web/pages/oversight/opening-views.ts';

interface PageWish {
  readonly page: number;
  readonly pageSize: number;
}

/** Opening what people said. Each is asked with who is logged in by name; what they may is checked in there. */
export interface OversightDeps extends Pick<Openings, 'decide' | 'end'>, Pick<Looks, 'standing'> {
  readonly rules: OversightRules;
  /** @returns its number. @throws BalieError as `Openings.ask`. */
  ask(given: Parameters<Openings['ask']>[0]): Promise<number>;
  /** Roles that decide of what somebody asks. */
  deciders(roles: readonly string[]): readonly string[];
  /** Whether somebody sees the requests of others. */
  seesAll(by: Doer): boolean;
  list(by: Doer, page: PageWish): Promise<Pick<OpeningsView, 'total' | 'openings' | 'isAll'>>;
  /** @throws BalieError `opening-unknown`, also of one that is not theirs to see. */
  find(number: number, by: Doer): Promise<OpeningPageView['opening']>;
  covered(opening: Pick<Opening, 'scope'>, page: PageWish): Promise<{ readonly total: number; readonly conversations: readonly CoveredConversation[] }>;
  /**
   * What was said, for who asked for the opening: in the audit log before it is read.
   * @param by `readers`: of an employee's turn no source is quoted that is not theirs to read. @throws BalieError as `Looks.look`.
   */
  look(number: number, conversationId: string, by: Doer & { readonly readers: readonly string[] }): Promise<Pick<LookedView, 'until' | 'assistant' | 'isPersons' | 'turns'>>;
  /** For all employees: who looked at what, without a word of it. */
  council(page: PageWish): Promise<Pick<CouncilView, 'total' | 'openings' | 'overall'>>;
  /** What of somebody's own was looked at, the last look first. */
  ofPerson(person: string): Promise<readonly OwnLookView[]>;
}
