import type { Config } from '../../config/config.ts';
import { contactSentences } from '../../handover/channels.ts';
import type { SwitchDeps } from '../../http/deps.ts';
import type { Switches } from '../../switches/switches.ts';
import { channelsOf } from '../desk/contact.ts';

/** The stop button, and whom people can turn to meanwhile. */
export function switchDeps(config: Config, switches: Switches): SwitchDeps {
  return {
    list: () => switches.list(),
    offFor: (assistant) => switches.offFor(assistant),
    watch: (assistant, onOff) => switches.watch(assistant, onOff),
    change: (assistant, message, by) => switches.change(assistant, message, by),
    contact: () => contactSentences(channelsOf(config), new Date()),
  };
}
