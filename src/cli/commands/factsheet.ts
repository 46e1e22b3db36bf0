import { command, WrongUse } from '../command.ts';
import { exportFile, platforms, sbom } from '../factsheet/platform-actions.ts';

const ACTIONS = { export: exportFile, sbom, platforms };

export const factsheet = command({
  name: 'factsheet',
  summary: 'Geeft de gepubliceerde factsheet als bestand (export), de stuklijst van software en modellen (sbom), of hoe platforms ervoor staan (platforms).',
  usage: 'export [--format json|yaml|csv] [--out BESTAND] | sbom [--out BESTAND] | platforms',
  options: { format: { type: 'string' }, out: { type: 'string' } },
  run(input) {
    const { positionals: [action = '', ...more], values } = input;
    if (!Object.hasOwn(ACTIONS, action) || more.length > 0) throw new WrongUse();
    if (values['format'] !== undefined && action !== 'export') throw new WrongUse('--format hoort alleen bij export.');
    if (values['out'] !== undefined && action === 'platforms') throw new WrongUse('--out hoort bij export of sbom.');
    return ACTIONS[action as keyof typeof ACTIONS](input);
  },
});
