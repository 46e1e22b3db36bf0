/** What the pages show with which a conversation is passed on. */
import type { ShownChannel } from '../../../handover/channels.ts';
import type { SpokenPage } from '../../markup/page/spoken.ts';
import type { FaultView } from '../../turn-views.ts';
import type { MunicipalityView } from '../../views.ts';
import type { HandoverWords } from './words.ts';

export type HandoverFieldName = 'summary' | 'name' | 'email' | 'phone';

/** The form with which a conversation is passed on. */
export interface HandoverView {
  readonly municipality: MunicipalityView;
  /** What is around the form. */
  readonly page?: SpokenPage;
  readonly words: HandoverWords;
  /** What the words are in. */
  readonly language: string;
  /** Number of this handover. */
  readonly id: string;
  readonly conversationId: string;
  readonly values: Readonly<Record<HandoverFieldName, string>>;
  /** What is not filled in as it should. */
  readonly wrong: readonly HandoverFieldName[];
  readonly fault?: FaultView;
  /** Whether there is somewhere to send it. */
  readonly canSend: boolean;
  readonly channels: readonly ShownChannel[];
  readonly maxSummary: number;
}

export interface HandoverSentView extends Pick<HandoverView, 'municipality' | 'page' | 'words' | 'language' | 'channels' | 'conversationId'> {
  readonly reference: string;
  /** Where the asker is answered. */
  readonly reach: readonly string[];
}
