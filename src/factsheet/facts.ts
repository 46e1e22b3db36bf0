/** All that is known of a deployment without asking anybody. Absent: not known here, and told as such. */
import type { CheckedDuty } from './ai-act/check/finding.ts';
import type { Duty } from './ai-act/duties.ts';
import type { AiActProfile } from './ai-act/profile.ts';
import type { Fact } from './fact.ts';

export interface DeploymentFacts {
  /** ISO 8601. */
  readonly madeAt: string;
  readonly desk: DeskFacts;
  readonly assistants: readonly AssistantFacts[];
  /** Those that an assistant, search or the guard uses. */
  readonly models: readonly ModelFacts[];
  readonly collections: readonly CollectionFacts[];
  readonly guards: readonly GuardFacts[];
  readonly retention: readonly RetentionFacts[];
  /** All that this deployment may connect to. */
  readonly connections: readonly ConnectionFacts[];
}

export interface DeskFacts {
  readonly organisation: Fact<string>;
  readonly website: Fact<string>;
  /** An address of the organisation, never a person's. */
  readonly email: Fact<string>;
  readonly phone: Fact<string>;
  readonly privacyOfficer: Fact<string>;
  /** Of the desk as the world sees it. */
  readonly url?: Fact<string>;
  readonly version: Fact<string>;
  /** Of the source, where the desk runs from a clone or an image says it. */
  readonly commit?: Fact<string>;
  readonly sourceCode?: Fact<string>;
  readonly licence: Fact<string>;
  /** Codes of languages, ISO 639-1, besides Dutch. */
  readonly languages: Fact<readonly string[]>;
  readonly database: Fact<'embedded' | 'postgresql'>;
  /** Share of the last 30 days in which the desk answered, 0..1; absent: nobody outside the desk measured it. */
  readonly uptime?: Fact<number>;
  /** What questions of employees took of electricity in the last 30 days, in watt-hours: an estimate. */
  readonly energyWh?: Fact<number>;
  readonly axeViolations: Fact<number>;
  /** Of the marks of article 50 of the AI Act, where they were looked for; absent: nobody looked yet. */
  readonly article50?: Fact<readonly PlaceFacts[]>;
}

export interface PlaceFacts {
  readonly duty: CheckedDuty;
  /** Where, in Dutch. */
  readonly place: string;
  readonly isMet: boolean;
}

export interface AssistantFacts {
  readonly name: string;
  readonly title: Fact<string>;
  readonly audience: Fact<'resident' | 'employee'>;
  readonly isOn: Fact<boolean>;
  /** Name of the model that answers; it stands in `models`. */
  readonly model: Fact<string>;
  /** Ids of collections, as they stand in `collections`. */
  readonly collections: Fact<readonly string[]>;
  /** What it says in whatever language, its subjects and limits: SHA-256 of all that is set of it, prompts aside. */
  readonly settings?: Fact<string>;
  /** Name, version and SHA-256 of each prompt. */
  readonly prompts: Fact<readonly { readonly name: string; readonly version: string; readonly sha256: string }[]>;
  /** Turns of the last 30 days by their outcome. */
  readonly outcomes?: Fact<Readonly<Record<string, number>>>;
  /** Half of the answers of the last 30 days stood there within so many ms, from the question to their last word. */
  readonly waitMs?: Fact<number>;
  /** Estimate over the last 30 days, in watt-hours; absent: Balie does not count it by assistant. */
  readonly energyWh?: Fact<number>;
  /** The last evaluation of its answers on its own cases. */
  readonly quality?: Fact<QualityFacts>;
  /** What it is under the AI Act, by the answers of people; for everybody once it is published. */
  readonly aiAct?: Fact<AiActFacts>;
}

export interface AiActFacts extends AiActProfile {
  /** Of the path that was recorded. */
  readonly number: number;
  readonly treeVersion: string;
  readonly path: readonly { readonly question: string; readonly article: string; readonly answer: string; readonly remark?: string }[];
  readonly duties: readonly Duty[];
}

export interface QualityFacts {
  readonly cases: number;
  /** Shares, 0..1, by name of the rate: see src/evaluation/rates.ts. */
  readonly rates: Readonly<Record<string, number>>;
  /** The version of what was evaluated, and the model that answered. */
  readonly version: string;
  readonly model: string;
  /** Of the prompts that were evaluated (see evaluation-doubts.ts); absent: not known. */
  readonly promptsSha256?: string;
}

export interface ModelFacts {
  readonly name: string;
  /** The host's own name. */
  readonly model: Fact<string>;
  /** What it does here. */
  readonly tasks: Fact<readonly ('answers' | 'rewrites' | 'searches' | 'orders' | 'works')[]>;
  readonly licence?: Fact<string>;
  readonly origin?: Fact<string>;
  /** As the host tells it. */
  readonly digest?: Fact<string>;
  readonly quantisation?: Fact<string>;
  readonly parameters?: Fact<string>;
  /** Absent: of what orders, whose server does not tell. */
  readonly contextTokens?: Fact<number>;
  /** By their marks, those of `connections`. */
  readonly hosts: Fact<readonly string[]>;
}

export interface CollectionFacts {
  /** Of one that only employees may read: a mark, and its title, owner and readers are the same for all of those. */
  readonly id: string;
  readonly title: Fact<string>;
  readonly owner: Fact<string>;
  readonly readers: Fact<readonly string[]>;
  /** Of one for employees: a mark of what is not told. */
  readonly settings?: Fact<string>;
  readonly documents: Fact<number>;
  readonly passages: Fact<number>;
  /** Documents whose validity ended; those that end within 30 days. */
  readonly expired: Fact<number>;
  readonly expiring: Fact<number>;
  /** Day of the newest document, YYYY-MM-DD. */
  readonly newest?: Fact<string>;
  /** Where its documents come from: a folder (never its path), a website (its addresses, where everybody can go there), uploads. */
  readonly sources: Fact<readonly string[]>;
}

export interface GuardFacts {
  /** `personal-data/inwoners`, `injection`, `scope`, `grounding`, `crisis`, … */
  readonly name: string;
  readonly label: string;
  readonly isOn: Fact<boolean>;
  /** What it does, by audience or type, in words. */
  readonly rules: Fact<readonly string[]>;
}

export interface RetentionFacts {
  /** Data kind, with its assistant or collection where one has a rule of its own: `said`, `said/inwoners`, `said/assistent/collega`. */
  readonly id: string;
  readonly label: string;
  /** ISO 8601 duration. */
  readonly term: Fact<string>;
}

export interface ConnectionFacts {
  /** Host and port, never a path or a password; absent: it is not for everybody. */
  readonly host?: string;
  /** Tells one without a host from another. */
  readonly mark?: string;
  readonly purpose: string;
  /** Inside the building (a private or own address) or outside. */
  readonly isNear: Fact<boolean>;
}
