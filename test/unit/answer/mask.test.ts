import { describe, expect, test } from 'vitest';
import { openGuard } from '../../../src/cli/desk/guard.ts';
import { readConfig } from '../../../src/config/config.ts';
import { setUp } from './set-up.ts';

/** What a turn of this question did with it. */
async function asked(question: string) {
  const turn = setUp({ question });
  const received: string[] = [];
  turn.ports.log.received = async (given) => void received.push(given.question);
  const events = await turn.run();
  const done = events.at(-1);
  if (done?.type !== 'done') throw new Error('the turn is not done');
  return { question, ...done.turn, received, searched: turn.searched, prompts: JSON.stringify(turn.requests), end: turn.end() };
}

describe('personal data in a question', () => {
  test.each([
    ['Mijn bsn is 123456782. Wat kost een paspoort?', 'Mijn bsn is [burgerservicenummer]. Wat kost een paspoort?', ['bsn']],
    ['Bel mij op 06-12345678 over een paspoort', 'Bel mij op [telefoonnummer] over een paspoort', ['phone']],
    ['Mijn naam is Jan de Vries, mail j.devries@gmail.com', 'Mijn naam is [naam], mail [e-mailadres]', ['email', 'name']],
    ['Stort het op NL91 ABNA 0417 1643 00', 'Stort het op [rekeningnummer]', ['iban']],
  ])('%s is kept, searched and asked without it', async (question, kept, masked) => {
    const turn = await asked(question);
    expect(turn).toMatchObject({ question: kept, masked, received: [kept] });
    expect(turn.end).toMatchObject({ details: { guard: { masked } } });
    expect(turn.prompts).toContain(kept);
    expect(turn.searched.join()).not.toMatch(/\[|123456782|0417|12345678|gmail|Vries/);
  });

  test('leaves street and quarter where the question is about them, and not the house', async () => {
    const turn = await asked('Wanneer wordt het afval opgehaald op Dorpsstraat 12a, 3511 AB Utrecht?');
    expect(turn).toMatchObject({ question: 'Wanneer wordt het afval opgehaald op Dorpsstraat [huisnummer] 3511 Utrecht?', masked: ['address'] });
  });

  test('that is the municipality’s own stays', async () => {
    expect(await asked('Is 14 000 het nummer, en info@lindewaarde.example het adres, van Stadhuisplein 1, 0000 AA?')).toMatchObject({ masked: [] });
  });

  test('stays of a privacy officer elsewhere, and of nobody else there', () => {
    const { municipality, guard } = readConfig({});
    const { mask } = openGuard({ municipality: { ...municipality, privacyOfficer: 'fg@provider.example' }, guard });
    expect(mask('Kan ik fg@provider.example mailen vanaf jan@provider.example?', 'resident').text).toBe('Kan ik fg@provider.example mailen vanaf [e-mailadres]?');
  });

  test('is none in a plain question, which stays as it is', async () => {
    const turn = await asked('Wat kost een paspoort?');
    expect(turn).toMatchObject({ question: 'Wat kost een paspoort?', masked: [] });
    expect(turn.end?.details).not.toHaveProperty('guard');
  });
});
