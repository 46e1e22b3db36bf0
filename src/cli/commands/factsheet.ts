import { command, WrongUse } from '../command.ts';
import { publish, show, validate } from '../factsheet/own-actions.ts';
import { aiAct } from '../factsheet/ai-act-action.ts';
import { exportFile, platforms, sbom } from '../factsheet/platform-actions.ts';

const ACTIONS = { show, validate, publish, 'ai-act': aiAct, export: exportFile, sbom, platforms };

export const factsheet = command({
  name: 'factsheet',
  summary: 'Toont wat deze balie is (show), controleert het gegevensblad (validate), publiceert die (publish), geeft die als bestand (export), met de stuklijst van software en modellen (sbom), toont wat de AI-verordening van elke assistent vindt (ai-act), of hoe platforms ervoor staan (platforms).',
  usage: 'show | validate | publish --reason "WAAROM" | export [--format json|yaml|csv] [--out BESTAND] | sbom [--out BESTAND] | ai-act | platforms',
  options: { reason: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
  run(input) {
    const { positionals: [action = '', ...more], values } = input;
    if (!Object.hasOwn(ACTIONS, action) || more.length > 0) throw new WrongUse();
    if ((action === 'publish') !== (values['reason'] !== undefined)) throw new WrongUse();
    if (values['format'] !== undefined && action !== 'export') throw new WrongUse('--format hoort alleen bij export.');
    if (values['out'] !== undefined && action !== 'export' && action !== 'sbom') throw new WrongUse('--out hoort bij export of sbom.');
    return ACTIONS[action as keyof typeof ACTIONS](input);
  },
});
