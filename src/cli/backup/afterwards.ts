import { asBalieError, foreignCode } from '../../errors.ts';

/** What follows once all rows are in: of a fault there nothing is undone by, and all else is done. */
export type Step = 'files' | 'erasures' | 'queue' | 'index' | 'log' | 'end';

export interface Todo {
  readonly what: Step;
  readonly detail: string;
}

/** Does all steps, each in its turn, also when an earlier one failed; but nothing is put in the queue of what is still to be erased. @returns those that are left. */
export async function afterwards(steps: readonly (readonly [Step, () => Promise<unknown>])[]): Promise<readonly Todo[]> {
  const todo: Todo[] = [];
  for (const [what, work] of steps) {
    if (what === 'queue' && todo.some((left) => left.what === 'erasures')) {
      todo.push({ what, detail: 'eerst wat gewist of ingetrokken is' });
      continue;
    }
    try {
      await work();
    } catch (error) {
      const { code, detail } = asBalieError(error);
      todo.push({ what, detail: code === 'internal' ? foreignCode(error) || code : (detail ?? code) });
    }
  }
  return todo;
}

export const WORDS: Readonly<Record<Step, string>> = {
  files: 'de bestanden: maak plaats in de gegevensmap voor wat daarin in .balie-restore staat',
  erasures: 'wat sindsdien gewist of ingetrokken is',
  queue: 'de wachtrij: wat wachtte om te worden verstuurd of gelezen, gaat nu niet vanzelf',
  index: 'de index op vectoren: de balie maakt haar zelf nadat zij start',
  log: 'het logboek nakijken',
  end: 'in het logboek zetten dat het klaar is',
};

export function todoLines(todo: readonly Todo[]): string[] {
  const lines = todo.map(({ what, detail }) => `Teruggezet; nog te doen: ${WORDS[what]}. (${detail})`);
  if (!isLeft(todo)) return lines;
  const erasures = todo.some(({ what }) => what === 'erasures') ? ' --erasures EXPORT' : '';
  return [...lines, `Neem de oorzaak weg en voer balie restore --finish${erasures} uit, vóór u de balie start: dat doet alleen wat nog niet is gedaan.`];
}

/** Whether something is left for people to do: the index comes by itself. */
export const isLeft = (todo: readonly Pick<Todo, 'what'>[]): boolean => todo.some(({ what }) => what !== 'index');
