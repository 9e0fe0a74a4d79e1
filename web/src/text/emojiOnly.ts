const MOST = 6;
// By a string, since TypeScript's target does not know the `v` flag; every browser that runs the app does.
const ONE = "(?:\\p{RGI_Emoji}|\\p{Emoji_Presentation}|\\p{Extended_Pictographic}\\uFE0F?)";
const ONLY = new RegExp(`^\\s*(?:${ONE}\\s*){1,${MOST}}$`, "v");

/** Up to six emoji and nothing else: shown large. */
export const isEmojiOnly = (text: string) => text.length <= 160 && !/^[\x20-\x7e©®™]/.test(text) && ONLY.test(text);
