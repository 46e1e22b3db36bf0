/** The stop button of the desk. */
export const SWITCH_PATH = '/beheer/aan-uit';
