import { command, WrongUse } from '../command.ts';
import { exportReport, measureNow, showReport } from '../diligence/actions.ts';

export const diligence = command({
  name: 'diligence',
  summary: 'Toont de doorlichting van deze balie (show), doet de proeven met de draaiende modellen (measure), of schrijft het rapport (export): JSON, of een CSV met de maatregelen en vereisten van het Algoritmekader.',
  usage: 'show | measure [--assistant NAAM] | export BESTAND(.json|.csv)',
  options: { assistant: { type: 'string' } },
  run(input) {
    const { positionals: [action, path, ...more], values } = input;
    if (more.length > 0 || (action === 'export') !== (path !== undefined)) throw new WrongUse();
    if (values['assistant'] !== undefined && action !== 'measure') throw new WrongUse('--assistant hoort alleen bij measure.');
    if (action === 'show') return showReport(input);
    if (action === 'measure') return measureNow(input, values['assistant'] === undefined ? undefined : String(values['assistant']));
    if (action === 'export' && path !== undefined) return exportReport(input, path);
    throw new WrongUse();
  },
});
