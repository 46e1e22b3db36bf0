import { asBalieError, foreignCode } from '../../errors.ts';

/** What follows once all rows are in: of a fault there nothing is undone by, and all else is done. */
export type Step = 'files' | 'erasures' | 'queue' | 'index' | 'log';

export interface Todo {
  readonly what: Step;
  readonly detail: string;
}

/** Does all steps, each in its turn, also when an earlier one failed. @returns those that did. */
export async function afterwards(steps: readonly (readonly [Step, () => Promise<unknown>])[]): Promise<readonly Todo[]> {
  const todo: Todo[] = [];
  for (const [what, work] of steps) {
    try {
      await work();
    } catch (error) {
      const { code, detail } = asBalieError(error);
      todo.push({ what, detail: code === 'internal' ? foreignCode(error) || code : (detail ?? code) });
    }
  }
  return todo;
}

const WORDS: Readonly<Record<Step, string>> = {
  files: 'de bestanden: verplaats wat in .balie-restore in de gegevensmap staat naar dezelfde plaats in de gegevensmap zelf',
  erasures: 'wat sindsdien gewist of ingetrokken is: voer balie restore --erasures EXPORT uit, vóór u de balie start',
  queue: 'de wachtrij: wat wachtte om te worden verstuurd of gelezen, gaat nu niet vanzelf. Zet de reservekopie daarvoor opnieuw terug, in een andere lege database',
  index: 'de index op vectoren: de balie maakt haar zelf nadat zij start',
  log: 'het logboek nakijken: voer balie audit verify uit',
};

export const todoLines = (todo: readonly Todo[]): string[] => todo.map(({ what, detail }) => `Teruggezet; nog te doen: ${WORDS[what]}. (${detail})`);

/** Whether something is left for people to do: the index comes by itself. */
export const isLeft = (todo: readonly Todo[]): boolean => todo.some(({ what }) => what !== 'index');
