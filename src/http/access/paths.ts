/** Where editors log in with their key, and begin. */
export const LOGIN_PATH = '/beheer/inloggen';
export const HOME_PATH = '/beheer';
/** Where employees log in. */
export const EMPLOYEE_LOGIN_PATH = '/inloggen';
/** Where who manages the desk shows anew who they are. */
export const CONFIRM_PATH = '/inloggen/bevestigen';
