// How much of display filters is remembered between starts.

/** Display filters applied that are kept. */
export const MAX_FILTER_HISTORY = 30;
export const MAX_SAVED_FILTERS = 100;
export const MAX_FILTER_NAME = 60;
export const MAX_MACROS = 100;
/** Names of macros as Wireshark has them: letters, digits and the low line. */
export const MACRO_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
