// Columns of the packet list with the values of a field: how many there may be, and how long their names.

export const MOST_FIELD_COLUMNS = 30;
/** longer than the name of any field */
export const MAX_FIELD_NAME = 120;
export const MAX_COLUMN_TITLE = 60;
