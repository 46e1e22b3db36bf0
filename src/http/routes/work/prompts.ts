import type { Context, Hono } from 'hono';
import { promptPage, promptsPage } from '../../../web/pages.ts';
import { PROMPTS_PATH } from '../../../web/pages/work/paths.ts';
import type { PromptForm, PromptsView } from '../../../web/pages/work/prompts/page.ts';
import { BalieError } from '../../../errors.ts';
import type { KeptPrompt } from '../../../workplace/prompts/kept-prompts.ts';
import { isUuid } from '../../../uuid.ts';
import type { AccessList } from '../../access/access.ts';
import { type Employee, employeeOf, hasAdmin } from '../../access/employees.ts';
import { MAX_QUESTION } from '../../contracts/contracts.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView } from '../../faults.ts';
import { readFields } from '../../input.ts';
import { readerOf } from './tasks/given.ts';

const ONE_PATH = `${PROMPTS_PATH}/:id`;
const LIMITS = { title: 120, text: MAX_QUESTION };
const EMPTY: PromptForm = { title: '', text: '', group: '' };

/** The library of prompts, by forms. */
export function promptRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, tasks }: AppDeps): void {
  const { prompts } = tasks;
  const editing = (employee: Employee) => ({
    municipality, name: employee.name, hasAdmin: hasAdmin(employee), limits: LIMITS, groups: employee.person.groups.map((id) => ({ id, title: tasks.titleOf(id) })),
  });

  access.declare('GET', PROMPTS_PATH, 'employee');
  app.get(PROMPTS_PATH, async (c) => c.html(promptsPage(await listView(employeeOf(c), EMPTY))));

  access.declare('POST', PROMPTS_PATH, 'employee');
  app.post(PROMPTS_PATH, async (c) => {
    const employee = employeeOf(c);
    const form = formIn(await readFields(c));
    const faults = faultsIn(form, employee);
    if (faults.length > 0) return c.html(promptsPage({ ...(await listView(employee, form)), faults }), 400);
    try {
      await prompts.add(readerOf(employee, tasks), promptOf(form));
    } catch (error) {
      // What was written stands in the form again.
      if (!(error instanceof BalieError) || error.code !== 'prompts-full') throw error;
      return c.html(promptsPage({ ...(await listView(employee, form)), fault: faultView(error.code) }), 409);
    }
    return c.redirect(PROMPTS_PATH, 303);
  });

  access.declare('GET', ONE_PATH, 'employee');
  app.get(ONE_PATH, async (c) => {
    const employee = employeeOf(c);
    const prompt = await promptIn(c, employee);
    if (!mayChange(prompt, employee)) throw new BalieError('prompt-not-yours');
    const form = { title: prompt.title, text: prompt.text, group: prompt.group ?? '' };
    return c.html(promptPage({ ...editing(employee), form, faults: [], id: prompt.id, isOwn: prompt.person === employee.id }));
  });

  access.declare('POST', ONE_PATH, 'employee');
  app.post(ONE_PATH, async (c) => {
    const employee = employeeOf(c);
    const prompt = await promptIn(c, employee);
    const fields = await readFields(c);
    const reader = readerOf(employee, tasks);
    if (fields.get('doe') === 'verwijder') await prompts.remove(reader, prompt.id);
    else {
      const form = formIn(fields);
      const faults = faultsIn(form, employee);
      if (faults.length > 0) return c.html(promptPage({ ...editing(employee), form, faults, id: prompt.id, isOwn: prompt.person === employee.id }), 400);
      await prompts.change(reader, prompt.id, promptOf(form));
    }
    return c.redirect(PROMPTS_PATH, 303);
  });

  async function listView(employee: Employee, form: PromptForm): Promise<PromptsView> {
    const kept = await prompts.list(readerOf(employee, tasks));
    const listed = kept.map((prompt) => ({ id: prompt.id, title: prompt.title, text: prompt.text, mayChange: mayChange(prompt, employee), ...(prompt.group !== null && { group: tasks.titleOf(prompt.group) }) }));
    return { ...editing(employee), form, faults: [], prompts: listed };
  }

  async function promptIn(c: Context<AppEnv>, employee: Employee): Promise<KeptPrompt> {
    const id = c.req.param('id') ?? '';
    const prompt = isUuid(id) ? await prompts.find(readerOf(employee, tasks), id) : undefined;
    if (prompt === undefined) throw new BalieError('prompt-unknown');
    return prompt;
  }

  function mayChange({ person, group }: KeptPrompt, employee: Employee): boolean {
    return person === employee.id || (group !== null && readerOf(employee, tasks).edits.includes(group));
  }
}

function formIn(fields: URLSearchParams): PromptForm {
  const value = (name: string) => (fields.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  return { title: value('titel'), text: value('tekst'), group: value('groep') };
}

function faultsIn({ title, text, group }: PromptForm, { person }: Employee): PromptsView['faults'] {
  const length = (said: string, most: number) => (said === '' ? 'is nog niet ingevuld' : said.length > most ? `is te lang: hoogstens ${most.toLocaleString('nl-NL')} tekens` : said.isWellFormed() ? undefined : 'is geen leesbare tekst');
  const found = [
    { field: 'titel' as const, text: length(title, LIMITS.title) },
    { field: 'tekst' as const, text: length(text, LIMITS.text) },
    { field: 'groep' as const, text: group === '' || person.groups.includes(group) ? undefined : 'is geen groep van u' },
  ];
  return found.flatMap((one) => (one.text === undefined ? [] : [{ field: one.field, text: one.text }]));
}

function promptOf({ title, text, group }: PromptForm) {
  return { title, text, group: group === '' ? null : group };
}
