import type { Kept, RegisterAct } from '../../../factsheet/register/kept.ts';
import { tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';

/** What a button says, what it does, and what is said once that is done. */
export const ACTS: Readonly<Record<RegisterAct, { readonly name: string; readonly button: string; readonly question: string; readonly told: string; readonly done: string }>> = {
  send: {
    name: 'concept', button: 'Concept sturen', question: 'Concept naar het Algoritmeregister sturen?',
    told: 'In het register komt een concept. Nog niemand van buiten ziet het. Balie kijkt eerst of het er al is.', done: 'Het concept staat in het register.',
  },
  update: {
    name: 'bijwerken', button: 'Bijwerken in het register', question: 'De registratie bijwerken?',
    told: 'Wat nu in het register staat, wordt vervangen door wat Balie heeft. Dat geldt ook voor wat iemand daar zelf veranderde. Het wordt een nieuw concept: publiceren is een stap apart.', done: 'Het register is bijgewerkt. De nieuwe versie is een concept.',
  },
  release: {
    name: 'vrijgeven', button: 'Vrijgeven', question: 'De registratie vrijgeven?',
    told: 'Hiermee zegt u dat de registratie klopt. Zij wacht dan op goedkeuring. Daarna kunt u haar niet meer bijwerken tot zij is gepubliceerd of afgewezen.', done: 'De registratie is vrijgegeven en wacht op goedkeuring.',
  },
  publish: {
    name: 'publiceren', button: 'Publiceren', question: 'De registratie publiceren?',
    told: 'Iedereen kan de registratie daarna lezen op algoritmes.overheid.nl.', done: 'De registratie is gepubliceerd.',
  },
  retract: {
    name: 'terugtrekken', button: 'Terugtrekken', question: 'De registratie terugtrekken?',
    told: 'De registratie staat daarna niet meer op algoritmes.overheid.nl. In het register blijft zij als concept.', done: 'De registratie is teruggetrokken.',
  },
};

export const actNamed = (name: string | undefined): RegisterAct | undefined => (Object.keys(ACTS) as RegisterAct[]).find((act) => ACTS[act].name === name);

export function stateTag(state: Kept['state']): Html {
  switch (state) {
    case 'none':
      return tag('niet in het register', 'calm');
    case 'sending':
      return tag('niet zeker of het aankwam', 'warning');
    case 'draft':
      return tag('concept', 'calm');
    case 'released':
      return tag('wacht op goedkeuring', 'warning');
    case 'published':
      return tag('gepubliceerd', 'good');
    case 'withdrawn':
      return tag('teruggetrokken', 'warning');
  }
}
