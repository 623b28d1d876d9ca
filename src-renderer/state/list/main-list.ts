/** The main list of the page that is shown, which sets `focus`: where the keyboard goes when something else is done with. */
export const mainList: { focus: () => void } = { focus: () => undefined };
