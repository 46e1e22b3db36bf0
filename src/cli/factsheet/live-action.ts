import { BalieError } from '../../errors.ts';
import { lackWords } from '../../factsheet/statements/lack-words.ts';
import { accountName } from '../account-name.ts';
import type { CommandInput } from '../command.ts';
import { withFactsheet } from './own-actions.ts';

export interface GivenException {
  readonly reason: string;
  readonly until: string;
}

/** Lets an assistant for residents go on where it is complete, or an exception is given or holds. @throws BalieError `assistant-incomplete`. */
export async function requireComplete(input: CommandInput, assistant: string, exception: GivenException | undefined): Promise<void> {
  await withFactsheet(input, async ({ goingLive }) => {
    await goingLive.keep();
    const state = goingLive.of(assistant);
    if (state === undefined || state.standing === 'complete') return 0;
    if (exception !== undefined) await goingLive.except({ assistant, ...exception, by: { byUser: accountName() } });
    else if (state.standing === 'closed') throw new BalieError('assistant-incomplete', { detail: state.lacks.map(lackWords).join('; ') });
    return 0;
  });
}
