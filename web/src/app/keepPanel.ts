/** The address with the panel still open, where there is room for both: a found message is looked at beside what found it. */
export const keepPanel = (address: string): string => (matchMedia("(min-width: 1200px)").matches ? address + location.search : address);
