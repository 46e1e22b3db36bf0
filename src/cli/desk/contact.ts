import type { Config } from '../../config/config.ts';
import type { Channels } from '../../handover/channels.ts';
import type { Hours } from '../../handover/hours/opening.ts';

/** The ways to a person, from the configuration: what is not said there is what the municipality says of itself. */
export function channelsOf({ municipality, handover: { phone, counter, email, form, whatsapp, holidays, closedOn } }: Pick<Config, 'municipality' | 'handover'>): Channels {
  const hours = (week: Hours['week'] | undefined) => week && { week, holidays, closedOn };
  return {
    phone: { number: phone.number ?? municipality.phone, hours: hours(phone.hours), hoursText: municipality.phoneHours },
    counter: { address: counter.address ?? municipality.address, hours: hours(counter.hours), note: counter.note },
    email: email ?? municipality.email,
    form,
    whatsapp,
  };
}
