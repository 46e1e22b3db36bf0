import type { Config } from '../../config/config.ts';
import { derived } from '../../settings/living.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Forms } from './forms.ts';
import { withRetention } from './retention.ts';
import { withTexts } from './texts.ts';
import { withTheme } from './theme.ts';

/** The configuration with what is published in it: each look at a part of it is at what holds then. */
export function liveConfig(config: Config, settings: Settings, { guard, limits, texts, theme, retention }: Forms): Config {
  const said = derived(() => settings.value(texts.section), (value) => (value === texts.section.initial ? config : withTexts(config, value)));
  const themed = derived(() => settings.value(theme.section), (value) => withTheme(config.theme, value));
  const kept = derived(() => settings.value(retention.section), (value) => (value === retention.section.initial ? config.retention : withRetention(config.retention, value)));
  return {
    ...config,
    get guard() {
      return settings.value(guard.section);
    },
    get limits() {
      return settings.value(limits.section);
    },
    get municipality() {
      return said().municipality;
    },
    get handover() {
      return said().handover;
    },
    get theme() {
      return themed();
    },
    get retention() {
      return kept();
    },
  };
}
