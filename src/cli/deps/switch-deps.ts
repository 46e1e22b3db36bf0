import type { Config } from '../../config/config.ts';
import type { Live } from '../../factsheet/live/live.ts';
import { contactSentences } from '../../handover/channels.ts';
import type { SwitchDeps } from '../../http/deps.ts';
import type { Switches } from '../../switches/switches.ts';
import { closedBy } from '../factsheet/open-live.ts';
import { channelsOf } from '../desk/contact.ts';

/** The stop button, what is off since something is missing, and whom people can turn to meanwhile. */
export function switchDeps(config: Config, switches: Switches, live: Pick<Live, 'admits'>): SwitchDeps {
  return {
    list: () => switches.list(),
    offFor: closedBy(live, switches).offFor,
    watch: (assistant, onOff) => switches.watch(assistant, onOff),
    change: (assistant, message, by) => switches.change(assistant, message, by),
    contact: () => contactSentences(channelsOf(config), new Date()),
  };
}
