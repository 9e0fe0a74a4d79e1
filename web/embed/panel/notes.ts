// Stands where the kit's components say something in a corner of the page: here it is said to those who listen, and in the browser's notes.
export const toast = (words: string): void => console.warn(words);
