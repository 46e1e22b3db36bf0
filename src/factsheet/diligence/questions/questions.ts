import type { DiligenceQuestion } from '../question.ts';

/** All that is asked, in the order of the report. Begun: one with and one without a measurement. */
export const DILIGENCE_QUESTIONS: readonly DiligenceQuestion[] = [
  {
    id: 'sovereignty-01', theme: 'sovereignty', text: 'Draaien alle taalmodellen binnen het eigen netwerk?', yesWhen: 'Geen modelserver staat buiten het eigen netwerk.',
    answeredBy: 'functioneel beheerder', evidence: 'De lijst van verbindingen.', kader: ['urn:nl:ak:mtr:owk-01'],
    measure: ({ facts }) => {
      const outside = facts.connections.filter(({ isNear }) => !isNear.value);
      return { verdict: outside.length === 0 ? 'yes' : 'no', text: outside.length === 0 ? 'Er is geen verbinding naar buiten.' : `Er zijn ${outside.length} verbindingen naar buiten.`, by: 'de instellingen van de balie', at: facts.madeAt, evidence: ['connections'] };
    },
  },
  {
    id: 'ethics-01', theme: 'ethics', text: 'Zijn inwoners betrokken bij het ontwerp van de balie?', yesWhen: 'Inwoners hebben de balie geprobeerd en hun opmerkingen zijn verwerkt.',
    answeredBy: 'teammanager', evidence: 'Een verslag van een gebruikerstest.', kader: ['urn:nl:ak:mtr:owp-03'],
  },
];
