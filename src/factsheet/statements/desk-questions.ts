import type { Question } from './questions.ts';

const of = 'desk';

/** What holds for the whole deployment. */
export const DESK_QUESTIONS: readonly Question[] = [
  {
    id: 'organization', of, group: 'organisatie', kind: 'text', max: 100, isRequired: true, label: 'Organisatienaam',
    help: 'De officiële naam van uw organisatie, zoals in het Register van Overheidsorganisaties (TOOI).', example: 'gemeente Lindewaarde', answeredBy: 'functioneel beheerder',
  },
  {
    id: 'oin', of, group: 'organisatie', kind: 'text', max: 20, isRequired: false, label: 'OIN',
    help: 'Het organisatie-identificatienummer van 20 cijfers. Het staat in het OIN-register.', example: '00000001234567890000', answeredBy: 'functioneel beheerder',
  },
  {
    id: 'owner', of, group: 'organisatie', kind: 'text', max: 200, isRequired: true, label: 'Eigenaar',
    help: 'Wie in de organisatie verantwoordelijk is voor de balie. Noem de functie of afdeling, geen naam van een persoon.', example: 'Teammanager Publiekszaken', answeredBy: 'teammanager',
  },
  {
    id: 'contact_email', of, group: 'organisatie', kind: 'contact', max: 500, isRequired: true, label: 'Contactgegevens',
    help: 'Waar mensen terechtkunnen met vragen over het gebruik van AI. Een algemeen e-mailadres of een pagina (https), geen adres van een persoon.', example: 'ai@lindewaarde.example', answeredBy: 'teammanager',
  },
  {
    id: 'process_index_url', of, group: 'recht', kind: 'url', max: 500, isRequired: false, label: 'Link naar het verwerkingsregister',
    help: 'De pagina van uw verwerkingsregister waar deze verwerking staat, als die openbaar is.', example: 'https://www.lindewaarde.example/verwerkingsregister', answeredBy: 'functionaris gegevensbescherming',
  },
  {
    id: 'objection', of, group: 'recht', kind: 'area', max: 2_500, isRequired: false, label: 'Klacht of bezwaar',
    help: 'Hoe iemand kan klagen over een antwoord, of bezwaar kan maken tegen het gebruik van AI.', example: 'Dien een klacht in via onze website, of bel 14 0123. U krijgt binnen zes weken antwoord.', answeredBy: 'klachtencoördinator',
  },
  {
    id: 'training', of, group: 'verantwoord', kind: 'area', max: 2_500, isRequired: false, label: 'Opleiding van medewerkers',
    help: 'Hoe medewerkers leren om AI goed te gebruiken (AI-verordening, artikel 4).', example: 'Iedereen die met de balie werkt volgt een training van een dagdeel. Elk jaar is er een herhaling.', answeredBy: 'teammanager',
  },
  {
    id: 'incidents', of, group: 'verantwoord', kind: 'area', max: 2_500, isRequired: false, label: 'Als er iets misgaat',
    help: 'Wie besluit om de balie uit te zetten, en wat er daarna gebeurt.', example: 'De dienstdoende beheerder zet de balie uit. De teammanager meldt het binnen een uur aan de CISO.', answeredBy: 'CISO',
  },
];
