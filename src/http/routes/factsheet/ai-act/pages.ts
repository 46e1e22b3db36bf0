import type { Context, Hono } from 'hono';
import { dutchDay } from '../../../../dutch-time.ts';
import { BalieError } from '../../../../errors.ts';
import type { Ask } from '../../../../factsheet/ai-act/check/finding.ts';
import type { AiActPath } from '../../../../factsheet/ai-act/paths.ts';
import { TREE_VERSION } from '../../../../factsheet/ai-act/tree/tree.ts';
import { categoryOf, contradictionOf } from '../../../../factsheet/ai-act/words.ts';
import type { Statement } from '../../../../factsheet/statements/statements.ts';
import { aiActAssistantPage, aiActOverviewPage } from '../../../../web/pages/factsheet/ai-act/overview.ts';
import { AI_ACT_PATH } from '../../../../web/pages/factsheet/ai-act/paths.ts';
import type { AiActState } from '../../../../web/pages/factsheet/ai-act/views.ts';
import type { AccessList } from '../../../access/access.ts';
import { editorOf } from '../../../access/employees.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { logFault, toFault } from '../../../faults.ts';
import { calledAs, ONE_PATH } from './place.ts';
import { walkRoutes } from './walk.ts';

const SHOWN = 20;
const TOLD: Readonly<Record<string, string>> = { vastgelegd: 'Vastgelegd. Iedereen ziet het na de volgende publicatie.', gecontroleerd: 'De pagina’s en antwoorden zijn gecontroleerd.' };

/** What the AI Act makes of each assistant, and whether the desk says what article 50 asks. Works without JavaScript. */
export function aiActRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, inside: Ask): void {
  const { municipality, aiAct, factsheet, assistants, drift, logger } = deps;
  const told = (c: Context<AppEnv>) => TOLD[c.req.query('melding') ?? ''];

  access.declare('GET', AI_ACT_PATH, 'factsheet');
  app.get(AI_ACT_PATH, async (c) => {
    const [paths, said, report] = await Promise.all([aiAct.paths.current(), factsheet.statements.current(), aiAct.article50.kept()]);
    const states = [...assistants.values()].map((one) => stateOf({ assistant: one.name, title: calledAs(said, one) }, paths, said));
    return c.html(aiActOverviewPage({ municipality, editor: editorOf(c), states, report, told: told(c) }));
  });

  access.declare('POST', AI_ACT_PATH, 'factsheet');
  app.post(AI_ACT_PATH, async (c) => {
    await aiAct.article50.look(inside);
    // What was found is a part of the factsheet.
    await drift.look().catch((error: unknown) => logFault(logger, c.get('requestId'), toFault(error)));
    return c.redirect(`${AI_ACT_PATH}?melding=gecontroleerd`, 303);
  });

  walkRoutes(app, access, deps);

  access.declare('GET', ONE_PATH, 'factsheet');
  app.get(ONE_PATH, async (c) => {
    const assistant = assistants.get(c.req.param('assistant'));
    if (assistant === undefined) throw new BalieError('not-found');
    const { name } = assistant;
    const [history, said] = await Promise.all([aiAct.paths.history(name, SHOWN), factsheet.statements.current()]);
    const names = await factsheet.namesOf([...new Set(history.map(({ byPerson }) => byPerson))]);
    const shown = history.map((path) => ({ ...path, by: names.get(path.byPerson) ?? `persoon ${path.byPerson}` }));
    return c.html(aiActAssistantPage({ municipality, editor: editorOf(c), ...stateOf({ assistant: name, title: calledAs(said, assistant) }, history.slice(0, 1), said), history: shown, told: told(c) }));
  });
}

function stateOf({ assistant, title }: Pick<AiActState, 'assistant' | 'title'>, paths: readonly AiActPath[], said: readonly Statement[]): AiActState {
  const path = paths.find((one) => one.assistant === assistant);
  return {
    assistant, title, path,
    isOlder: path !== undefined && path.treeVersion !== TREE_VERSION,
    isDue: path !== undefined && path.reviewOn <= dutchDay(new Date()),
    contradiction: path && contradictionOf(path.profile, categoryOf(said, assistant)),
  };
}
