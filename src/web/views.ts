/** What the pages show. The HTTP layer fills these; templates know nothing else. */
import type { Keeps } from '../retention/plan.ts';
import type { WriterView } from './ai-mark.ts';
import type { SpokenPage } from './markup/page/spoken.ts';
import type { HandoverView } from './pages/handover/views.ts';
import type { WipedView } from './pages/wiped.ts';

export interface MunicipalityView {
  /** `Gemeente Lindewaarde`. */
  readonly name: string;
  readonly website: string;
  readonly phone: string;
  readonly phoneHours: string;
  readonly email: string;
  readonly address: string;
  /** Whether this is the fictional sample, to be said on every page. */
  readonly isSample: boolean;
  readonly privacyOfficer: string;
  /** How long what was said is kept, and what goes with it. */
  readonly keeps: Keeps;
  /** Days for which copies of the database are kept at most; absent: nobody said. */
  readonly backupDays?: number | undefined;
  /** How it looks, where it has a theme of its own. */
  readonly look?: LookView;
  /** Address of the desk as the world sees it, without a path; absent: nobody said. */
  readonly publicUrl?: string;
}

/** Paths and colours of a theme. */
export interface LookView {
  readonly css?: string;
  readonly logo?: string;
  /** Under an icon on a phone. */
  readonly shortName?: string;
  readonly icon: string;
  /** For phones that cut an icon into their own shape. */
  readonly maskable: string;
  readonly color: string;
  /** Whether that is another one than Balie's. */
  readonly hasOwnColor: boolean;
}

/** What a person chose of how the page looks; absent: as the device has it. */
export interface Looks {
  readonly letters?: string;
  readonly colours?: string;
}

export interface SourceView {
  readonly number: number;
  readonly title: string;
  /** Path on this desk that opens the passage in its document. */
  readonly url: string;
  readonly quote: string;
  readonly page?: number;
  readonly headings: readonly string[];
  /** Whether who looks may not read it any more: then it is named alone. */
  readonly isClosed?: boolean;
  /** Days (YYYY-MM-DD) from and to which it holds. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** What a reader can do after it. */
  readonly actions?: readonly ActionView[];
}

export interface ActionView {
  readonly label: string;
  readonly url: string;
}

export interface FaultView {
  readonly code: string;
  readonly message: string;
  readonly action: string;
  readonly requestId: string;
  /** Whom to call instead, where no answer with a number stands around it. */
  readonly phone?: Pick<MunicipalityView, 'phone' | 'phoneHours'>;
  /** Whether the same question may succeed when it is asked again. */
  readonly canRetry?: boolean;
  /** What it is said in, with the words before its number; absent: Dutch. */
  readonly spoken?: { readonly language: string; readonly number: string };
}

export interface TermView {
  readonly term: string;
  readonly meaning: string;
}

/** A question with its answer, or with the fault that ended it. */
export interface TurnView {
  readonly id: string;
  readonly question: string;
  /** Kinds of personal data that were taken out of the question. */
  readonly masked?: readonly string[];
  /** `answered`, `quoted`, `abstained`, `out-of-scope`, `blocked`, `handed-over`, `interrupted`, `failed`; `unfinished` of what has none yet. */
  readonly outcome: string;
  /** Path of the page that says how far it is, of work on a document that has no end yet. */
  readonly followedAt?: string;
  /** Answer markup: paragraphs, `- ` lists, `> ` quotations, `**bold**`, `[1]` references. */
  readonly answer: string;
  readonly sources: readonly SourceView[];
  /** What the answer is in, by its ISO 639-1 code; absent: Dutch. */
  readonly language?: string;
  /** The Dutch of an answer that was translated. */
  readonly dutch?: string;
  /** Difficult words in the answer, with what they mean. */
  readonly terms?: readonly TermView[];
  /** Of an answer that AI wrote. */
  readonly generatedBy?: WriterView;
  readonly fault?: FaultView;
  /** Whether the answer helped; absent where that is not asked. */
  readonly feedback?: FeedbackView;
  /** What somebody had put right in it. */
  readonly corrections?: readonly { readonly at: Date; readonly text: string }[];
}

/** What the asker says of an answer. */
export interface FeedbackView {
  /** Goes along as proof that one was there. */
  readonly conversationId: string;
  /** What the page is in, where that is not Dutch: the page that comes back is in it too. */
  readonly page?: string;
  /** Where it is sent without a script; absent: to the desk of residents. */
  readonly path?: string;
  readonly given?: { readonly helpful: boolean; readonly reasons: readonly string[]; readonly text: string };
  /** Kinds of personal data that were taken out of the text. */
  readonly masked?: readonly string[];
  /** Why what was sent last was not kept: `given` is what was sent. */
  readonly fault?: FaultView;
}

export interface LanguageView {
  readonly code: string;
  /** Its own name. */
  readonly name: string;
  readonly invitation: string;
}

/** An assistant in the words of the page's language, or in Dutch where it has none. */
export interface AssistantView {
  readonly name: string;
  readonly title: string;
  readonly greeting: string;
  readonly themes: readonly ThemeView[];
  /** Whether its words are Dutch on a page that is not. */
  readonly isDutch?: boolean;
}

/** Questions about one subject, to ask with one press. */
export interface ThemeView {
  readonly title: string;
  readonly questions: readonly string[];
}

export interface DeskView {
  readonly municipality: MunicipalityView;
  readonly assistant: AssistantView;
  /** What the page is in; absent: Dutch. */
  readonly page?: SpokenPage;
  readonly conversationId?: string;
  /** Languages that the page may be in, Dutch among them, each with a line that says that one may ask in it. */
  readonly languages?: readonly LanguageView[];
  /** What the browser says that its reader reads, where that is not what the page is in. */
  readonly suggested?: LanguageView;
  /** The ways to a person, as they are now; absent: as the municipality says of itself. */
  readonly contact?: Pick<HandoverView, 'words' | 'channels'>;
  /** Oldest first. */
  readonly turns: readonly TurnView[];
  /** A question that could not be taken: put back in the form so that nothing is lost. */
  readonly draft?: string;
  /** What was wrong with the draft, or with the request as a whole. */
  readonly fault?: FaultView;
  readonly maxQuestionLength: number;
  /** Why no questions are taken, where they are not: said in the place of the form. */
  readonly closed?: {
    readonly message: string;
    /** The ways to a person at this moment, in sentences. */
    readonly contact: string;
  };
  readonly looks?: Looks;
  /** The conversation before this was erased. */
  readonly wiped?: WipedView;
  /** In a page of another site, with what it asks with there. */
  readonly framed?: { readonly token: string };
}

export interface DocumentView {
  readonly municipality: MunicipalityView;
  readonly title: string;
  readonly collection: string;
  /** The public page of the document elsewhere, http(s) only. */
  readonly url?: string;
  /** Path of the original file on this desk, its kind (`PDF`, `webpagina`) and size in bytes; absent where it is not for readers. */
  readonly original?: { readonly path: string; readonly kind: string; readonly bytes: number };
  readonly owner?: string;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly passages: readonly { readonly ordinal: number; readonly page?: number; readonly headings: readonly string[]; readonly text: string }[];
  /** An employee who reads it. */
  readonly reader?: ReaderView;
}

/** An employee who reads a source, with the form to say what is wrong in it. */
export interface ReaderView {
  readonly name: string;
  /** Whether they may also work in Beheer. */
  readonly hasAdmin: boolean;
  /** Of the page of the source. */
  readonly path: string;
  readonly report: {
    /** Goes along: a form that is sent twice is one report. */
    readonly id: string;
    readonly text: string;
    /** The passage that it is about; absent: the source as a whole. */
    readonly ordinal?: number;
    /** Why what was sent last was not kept. */
    readonly fault?: FaultView;
  };
}

export interface PrivacyView {
  readonly municipality: MunicipalityView;
}

export interface FaultPageView {
  readonly page?: SpokenPage;
  readonly municipality: MunicipalityView;
  readonly fault: FaultView;
  readonly status: number;
}
