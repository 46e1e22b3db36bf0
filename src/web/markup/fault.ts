/** A fault as people see it: what happened, what to do, and the number to name. */
import type { FaultView } from '../views.ts';
import { el } from './tree.ts';
import type { Tree } from './tree.ts';

export function faultTree(fault: FaultView): Tree {
  return el(
    'div',
    'utrecht-alert utrecht-alert--error',
    el(
      'div',
      'utrecht-alert__message balie-alert',
      el('p', 'utrecht-paragraph', el('strong', {}, fault.message)),
      el('p', 'utrecht-paragraph', fault.action),
      fault.requestId !== '' &&
        el('p', 'utrecht-paragraph utrecht-paragraph--small', 'Nummer van deze melding: ', el('code', 'balie-code', fault.requestId)),
    ),
  );
}
